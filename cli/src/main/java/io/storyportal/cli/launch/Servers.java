package io.storyportal.cli.launch;

import io.storyportal.cli.fleet.Fleet;
import io.storyportal.cli.fleet.Home;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** PostgreSQL and Redis for this fleet: our own, unless {@code DATABASE_URL} and {@code REDIS_URL} name others. */
final class Servers {

    private final CompletableFuture<String> database = new CompletableFuture<>();
    private final CompletableFuture<String> redis = new CompletableFuture<>();
    private final List<Kept> processes = new ArrayList<>();
    private final List<String> takenPorts = new ArrayList<>();

    private Servers() {}

    static Servers of(Map<String, String> environment, Fleet fleet, Home home) {
        var servers = new Servers();
        given(environment, "DATABASE_URL").ifPresentOrElse(servers.database::complete, () -> {
            var port = servers.port(fleet, "postgres");
            servers.processes.add(ServerProcess.postgres(
                    home.postgres(),
                    port,
                    home.backups(environment),
                    log(home, "postgres"),
                    servers.database::complete));
        });
        given(environment, "REDIS_URL").ifPresentOrElse(servers.redis::complete, () -> {
            var port = servers.port(fleet, "redis");
            servers.processes.add(ServerProcess.redis(home.redis(), port, log(home, "redis"), servers.redis::complete));
        });
        return servers;
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static Consumer<String> log(Home home, String id) {
        return new LogFile(home.log(id), LogFile.LIMIT);
    }

    private int port(Fleet fleet, String id) {
        var port = fleet.serverPort(id);
        if (!LocalPort.free(port)) {
            takenPorts.add(port + " (" + id + ")");
        }
        return port;
    }

    List<Kept> processes() {
        return processes;
    }

    List<String> takenPorts() {
        return takenPorts;
    }

    /** Known once our server runs. */
    String databaseUrl() {
        return database.join();
    }

    String redisUrl() {
        return redis.join();
    }
}
