package io.storyportal.cli.launch;

import io.storyportal.cli.Backoff;
import io.storyportal.cli.fleet.Fleet;
import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.fleet.Home;
import io.storyportal.cli.fleet.RunningFleet;
import io.storyportal.kit.servers.ServerStartException;
import io.storyportal.kit.web.identity.KeyFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Brings the fleet of one home up and down. One launcher per home at a time: see {@link HomeLock}. */
final class Launcher {

    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final Fleet fleet;
    private final Home home;
    private final Map<String, String> environment;
    private final LayerCache cache;
    private final LayerJvm jvm;
    static final Backoff BETWEEN_RESTARTS = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(15));

    private final Board board = new Board();
    private final Supervisor supervisor = new Supervisor(DRAIN);
    private final Consumer<String> notes;

    /** @param notes receives what a person should read, one line at a time */
    Launcher(Fleet fleet, Home home, Map<String, String> environment, Path javaHome, Consumer<String> notes) {
        this.fleet = fleet;
        this.home = home;
        this.environment = environment;
        this.jvm = new LayerJvm(javaHome);
        this.cache = new LayerCache(
                cacheFolder(), jvm, Map.of("PORTAL_KEYS_DIR", home.keys().toString()));
        this.notes = notes;
    }

    /** Prepared programs belong to the checkout, not to one home's data: fleets beside each other share them. */
    private Path cacheFolder() {
        return fleet.root().resolve(environment.getOrDefault("PORTAL_CACHE", ".portal/cache"));
    }

    Board board() {
        return board;
    }

    /** Returns when every layer is ready. What it started so far runs on when it fails: call {@link #stop}. */
    void start() {
        home.prepare();
        var servers = Servers.of(environment, fleet, home);
        refuseTakenPorts(servers);
        var keys = new KeyFolder(home.keys());
        fleet.layers().forEach(layer -> keys.ensure(layer.id()));
        board.listen(components -> writeState());

        var keepers = servers.processes().stream().map(this::keeper).toList();
        fleet.layers().forEach(layer -> board.expect(layer.id(), layer.name(), fleet.url(layer)));
        keepers.forEach(supervisor::keep);
        var prepared = prepareLayers();
        await(keepers);

        var known = new LayerEnvironment(fleet, home, environment, servers.databaseUrl(), servers.redisUrl());
        var readiness = new Readiness();
        var layers = new ArrayList<Keeper>();
        for (var i = 0; i < fleet.layers().size(); i++) {
            var layer = fleet.layers().get(i);
            var command = jvm.run(layer, prepared.get(i));
            var log = new LogFile(home.log(layer.id()), LogFile.LIMIT);
            layers.add(keeper(new LayerProcess(fleet, layer, home, command, known.of(layer), readiness, log)));
        }
        layers.forEach(supervisor::keep);
        await(layers);
    }

    private void refuseTakenPorts(Servers servers) {
        var taken = new ArrayList<>(servers.takenPorts());
        for (var layer : fleet.layers()) {
            if (!LocalPort.free(fleet.port(layer))) {
                taken.add(fleet.port(layer) + " (" + layer.id() + " " + layer.name() + ")");
            }
        }
        if (!taken.isEmpty()) {
            throw new FleetException(
                    "Ports are taken: " + String.join(", ", taken),
                    "Stop what listens there ('portal doctor' names it), or set PORTAL_PORT_OFFSET=1000");
        }
    }

    /** Two at a time: a training run keeps one core busy. */
    private List<PreparedLayer> prepareLayers() {
        var workers = Math.max(2, Runtime.getRuntime().availableProcessors());
        try (var threads = Executors.newFixedThreadPool(workers)) {
            var all = fleet.layers().stream()
                    .map(layer -> CompletableFuture.supplyAsync(() -> cache.prepare(fleet, layer, notes), threads))
                    .toList();
            return all.stream().map(Launcher::result).toList();
        }
    }

    private static void await(List<Keeper> keepers) {
        keepers.forEach(keeper -> result(keeper.firstStart()));
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof FleetException known) {
                throw known;
            }
            if (e.getCause() instanceof ServerStartException known) {
                throw new FleetException(String.valueOf(known.getMessage()), "Run 'portal doctor'", known);
            }
            throw e;
        }
    }

    private Keeper keeper(Kept kept) {
        return new Keeper(kept, board, BETWEEN_RESTARTS, notes);
    }

    private void writeState() {
        var self = ProcessHandle.current();
        var started = self.info().startInstant().orElse(Instant.EPOCH);
        var door = fleet.url(fleet.layer(Fleet.DOOR));
        new RunningFleet(self.pid(), started, door, board.all()).write(home);
    }

    /** Ends everything in order; names what did not end by itself. */
    List<String> stop() {
        var killed = supervisor.stop();
        RunningFleet.forget(home);
        return killed;
    }
}
