package io.storyportal.kit.servers;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a server is to run.
 *
 * @param durable every commit is on disk before it is answered; false only for data nobody will miss
 * @param output receives the server's log lines on a thread of its own; null writes them to {@code server.log}
 * @param archive the folder that backups are made in: from the first one on, PostgreSQL's log is kept there too; null for none
 * @param settings further server settings, in the server's own words, over ours
 */
public record ServerOptions(
        boolean durable,
        @Nullable Consumer<String> output,
        @Nullable Path archive,
        Map<String, String> settings) {

    public ServerOptions {
        settings = Map.copyOf(settings);
    }

    /** For data that must outlive anything. */
    public static ServerOptions keep() {
        return new ServerOptions(true, null, null, Map.of());
    }

    /** For tests: nothing is flushed, a power cut loses it all. */
    public static ServerOptions throwAway() {
        return new ServerOptions(false, null, null, Map.of());
    }

    public ServerOptions withOutput(Consumer<String> lines) {
        return new ServerOptions(durable, lines, archive, settings);
    }

    public ServerOptions archivingTo(Path backups) {
        return new ServerOptions(durable, output, backups, settings);
    }

    public ServerOptions with(String setting, String value) {
        var more = new TreeMap<>(settings);
        more.put(setting, value);
        return new ServerOptions(durable, output, archive, more);
    }
}
