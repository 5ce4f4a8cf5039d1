package io.storyportal.cli.launch;

import io.storyportal.cli.fleet.RunningFleet.Component;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The state of every component, and who wants to hear of changes. Listeners run one at a time, in order. */
final class Board {

    private final Map<String, Component> components = new LinkedHashMap<>();
    private final List<Consumer<List<Component>>> listeners = new CopyOnWriteArrayList<>();

    /** Components are known before they can be started, so that "all ready" means all. */
    synchronized void expect(String id, String name, @Nullable String url) {
        components.putIfAbsent(id, new Component(id, name, "waiting", -1, url, 0, 0));
    }

    void listen(Consumer<List<Component>> listener) {
        listeners.add(listener);
    }

    synchronized void set(String id, String state, long pid, int restarts, long millis) {
        components.computeIfPresent(
                id, (key, old) -> new Component(id, old.name(), state, pid, old.url(), restarts, millis));
        var now = all();
        listeners.forEach(listener -> listener.accept(now));
    }

    synchronized List<Component> all() {
        return new ArrayList<>(components.values());
    }
}
