package io.storyportal.qa.bench;

import io.storyportal.cli.fleet.Fleet;
import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.fleet.Home;
import io.storyportal.cli.launch.LayerCache;
import io.storyportal.cli.launch.LayerEnvironment;
import io.storyportal.cli.launch.LayerJvm;
import io.storyportal.cli.launch.LocalPort;
import io.storyportal.cli.launch.Readiness;
import io.storyportal.kit.servers.EmbeddedPostgres;
import io.storyportal.kit.servers.EmbeddedRedis;
import io.storyportal.kit.servers.GuardedCommand;
import io.storyportal.kit.servers.GuardedProcess;
import io.storyportal.kit.servers.ServerOptions;
import io.storyportal.kit.web.identity.KeyFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * L01 alone, as {@code portal up} runs it, on a PostgreSQL and a Redis of its own: what is measured writes hundreds of
 * thousands of events, and those are nobody's. All of it is gone when this is closed, or the JVM is asked to end.
 */
final class DataServer implements AutoCloseable {

    private static final String LAYER = "l01";
    private static final int FIRST_OFFSET = 5000;
    private static final int LAST_OFFSET = 9000;
    private static final int STEP = 100;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Thread atEnd = new Thread(this::end);
    private final Fleet fleet;
    private final Home home;
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;
    private final GuardedProcess data;

    private DataServer(Path root, TemporaryFolder folder) throws InterruptedException {
        opened.push(folder);
        Runtime.getRuntime().addShutdownHook(atEnd);
        try {
            fleet = Fleet.read(root, freeOffset(root));
            home = new Home(folder.path().resolve("home"));
            home.prepare();
            fleet.layers().forEach(layer -> new KeyFolder(home.keys()).ensure(layer.id()));
            postgres = EmbeddedPostgres.start(home.postgres(), 0, ServerOptions.keep());
            opened.push(postgres);
            redis = EmbeddedRedis.start(home.redis(), 0, ServerOptions.keep());
            opened.push(redis);
            var output = new LastLines();
            data = GuardedProcess.start(command(root), output);
            opened.push(() -> data.stop(PATIENCE));
            awaitReady(output);
        } catch (RuntimeException | InterruptedException e) {
            close();
            throw e;
        }
    }

    static DataServer start(Path root) throws IOException, InterruptedException {
        Bench.say("Starting L01 with a PostgreSQL and a Redis of its own");
        return new DataServer(root, TemporaryFolder.in(root));
    }

    private static int freeOffset(Path root) {
        var port = Fleet.read(root, 0).layer(LAYER).port();
        return IntStream.iterate(FIRST_OFFSET, offset -> offset <= LAST_OFFSET, offset -> offset + STEP)
                .filter(offset -> LocalPort.free(port + offset))
                .findFirst()
                .orElseThrow(() -> new FleetException("No port is free for L01", "Stop what listens there"));
    }

    private GuardedCommand command(Path root) {
        var jvm = new LayerJvm(Path.of(System.getProperty("java.home")));
        var cache = new LayerCache(
                root.resolve(System.getenv().getOrDefault("PORTAL_CACHE", ".portal/cache")),
                jvm,
                Map.of("PORTAL_KEYS_DIR", home.keys().toString()));
        var layer = fleet.layer(LAYER);
        var inherited = new HashMap<>(System.getenv());
        inherited.put("PORTAL_PROFILE", "dev");
        var environment = new LayerEnvironment(fleet, home, inherited, postgres.url(), redis.url()).of(layer);
        var command = jvm.run(layer, cache.prepare(fleet, layer, Bench::say));
        return new GuardedCommand(LAYER, command, "TERM", root, home.run(), environment);
    }

    private void awaitReady(LastLines output) throws InterruptedException {
        var readiness = new Readiness();
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (!readiness.of(fleet.url(fleet.layer(LAYER)))) {
            if (!data.isAlive() || System.nanoTime() > end) {
                throw new FleetException("L01 did not become ready:\n" + output, "Run './portal up' and see");
            }
            Thread.sleep(POLL);
        }
    }

    int port() {
        return fleet.port(fleet.layer(LAYER));
    }

    long pid() {
        return data.pid();
    }

    /** {@code postgres://user:password@host:port/database}, of the role that owns the tables. */
    String databaseUrl() {
        return postgres.url();
    }

    URI redisUrl() {
        return URI.create(redis.url());
    }

    KeyFolder keys() {
        return new KeyFolder(home.keys());
    }

    Path folder() {
        return home.folder();
    }

    CpuTimes cpu() throws IOException {
        var self = new ProcessCpu(ProcessHandle.current().pid());
        return new CpuTimes(
                new ProcessCpu(data.pid()).own(),
                new ProcessCpu(postgres.pid()).withChildren(),
                new ProcessCpu(redis.pid()).own(),
                self.own(),
                self.endedChildren());
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            // The JVM is ending, and this was the hook's work or is.
        }
    }

    /** Last opened, first closed; what cannot be closed does not keep the others open. */
    private synchronized void end() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                Bench.say("Not ended in order: " + e);
            }
        }
    }
}
