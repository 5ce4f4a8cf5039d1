package io.storyportal.cli.launch;

import io.storyportal.kit.servers.EmbeddedPostgres;
import io.storyportal.kit.servers.EmbeddedRedis;
import io.storyportal.kit.servers.ServerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** PostgreSQL or Redis of our own, which starts anew on the same folder and port after it was killed. */
record ServerProcess(String id, String name, Supplier<Run> starter) implements Kept {

    /**
     * @param backups where {@code portal backup} writes
     * @param address is told the server's URL, which holds its password, at each start
     */
    static ServerProcess postgres(Path folder, int port, Path backups, Consumer<String> log, Consumer<String> address) {
        return new ServerProcess("postgres", "PostgreSQL", () -> {
            var options = ServerOptions.keep().withOutput(log).archivingTo(backups);
            var server = EmbeddedPostgres.start(folder, port, options);
            address.accept(server.url());
            return new ServerRun(server, server.pid(), server.exited());
        });
    }

    static ServerProcess redis(Path folder, int port, Consumer<String> log, Consumer<String> address) {
        return new ServerProcess("redis", "Redis", () -> {
            var server = EmbeddedRedis.start(folder, port, ServerOptions.keep().withOutput(log));
            address.accept(server.url());
            return new ServerRun(server, server.pid(), server.exited());
        });
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    /** None to show: the address holds the password. */
    @Override
    public @Nullable String url() {
        return null;
    }

    @Override
    public Run start() {
        return starter.get();
    }

    private record ServerRun(AutoCloseable server, long pid, CompletableFuture<Integer> exited) implements Run {

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public boolean stop(Duration patience) {
            try {
                server.close();
                return true;
            } catch (Exception e) {
                return false;
            }
        }
    }
}
