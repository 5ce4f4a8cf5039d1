package io.storyportal.cli.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a launcher tells other commands about its fleet, in {@code run/fleet.json}.
 *
 * @param pid the launcher's
 * @param launched the launcher's start time, which tells it from a later process of the same id
 */
public record RunningFleet(long pid, Instant launched, String door, List<Component> components) {

    /** {@code pid} is -1 while there is no process; {@code millis} is the time the last start took. */
    public record Component(
            String id,
            String name,
            String state,
            long pid,
            @Nullable String url,
            int restarts,
            long millis) {}

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static Path file(Home home) {
        return home.run().resolve("fleet.json");
    }

    /** The fleet that runs in this home, if its launcher lives. */
    public static Optional<RunningFleet> in(Home home) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file(home)), RunningFleet.class))
                    .filter(fleet -> fleet.launcher().isPresent());
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** The launcher's process. */
    public Optional<ProcessHandle> launcher() {
        return ProcessHandle.of(pid)
                .filter(process ->
                        process.info().startInstant().map(launched::equals).orElse(false));
    }

    public boolean ready() {
        return components.stream().allMatch(component -> component.state().equals("ready"));
    }

    /** Readers see the old content or the new, never half of it. */
    public void write(Home home) {
        try {
            var draft = home.run().resolve("fleet.json.new");
            Files.writeString(draft, JSON.writeValueAsString(this));
            Files.move(draft, file(home), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new FleetException("Cannot write " + file(home), "Free some disk space", e);
        }
    }

    public static void forget(Home home) {
        try {
            Files.deleteIfExists(file(home));
        } catch (IOException e) {
            // A file about a launcher that is gone is ignored by its readers anyway.
        }
    }
}
