package io.storyportal.qa.stories.faults;

import static org.awaitility.Awaitility.await;

import io.storyportal.cli.terminal.Json;
import io.storyportal.kit.servers.EmbeddedPostgres;
import io.storyportal.kit.servers.EmbeddedRedis;
import io.storyportal.kit.servers.GuardedCommand;
import io.storyportal.kit.servers.GuardedProcess;
import io.storyportal.kit.servers.Ports;
import io.storyportal.kit.servers.ServerOptions;
import io.storyportal.kit.web.identity.KeyFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One L01 with its PostgreSQL and its Redis, each a process of its own and as the launcher runs it: every commit is on
 * disk before it is answered. Each can be killed with -9; whoever kills a server starts it again.
 */
final class DataServers implements AutoCloseable {

    private static final Path MODULE =
            Path.of("../../layers/l01-data").toAbsolutePath().normalize();
    private static final Duration STARTING = Duration.ofMinutes(3);
    private static final Duration STOPPING = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final Path databaseFolder;
    private final ServerOptions options;
    private final int port = Ports.free();
    private EmbeddedPostgres postgres;
    private EmbeddedRedis redis;
    private GuardedProcess l01;
    private final TroubledRedis troubledRedis;
    private final int redisPort;

    private DataServers(Path folder, Path databaseFolder, ServerOptions options, boolean troubled) {
        this.folder = folder;
        this.options = options;
        this.databaseFolder = databaseFolder;
        postgres = EmbeddedPostgres.start(databaseFolder, 0, options);
        redis = EmbeddedRedis.start(folder.resolve("redis"), 0, ServerOptions.keep());
        troubledRedis = new TroubledRedis(redis.port());
        redisPort = troubled ? troubledRedis.port() : redis.port();
        IntStream.range(0, 15).mapToObj("l%02d"::formatted).forEach(new KeyFolder(keys())::ensure);
        startL01();
    }

    /** All three, ready. */
    static DataServers started(Path folder) {
        return started(folder, folder.resolve("postgres"), ServerOptions.keep());
    }

    static DataServers started(Path folder, Path databaseFolder, ServerOptions options) {
        return ready(new DataServers(folder, databaseFolder, options, false));
    }

    /** L01 reaches its Redis through somebody who can make trouble. */
    static DataServers startedBehindTroubledRedis(Path folder) {
        return ready(new DataServers(folder, folder.resolve("postgres"), ServerOptions.keep(), true));
    }

    private static DataServers ready(DataServers servers) {
        try {
            servers.awaitReady();
            return servers;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    TroubledRedis troubledRedis() {
        return troubledRedis;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path keys() {
        return folder.resolve("keys");
    }

    String redisUrl() {
        return redis.url();
    }

    Path databaseFolder() {
        return databaseFolder;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    /** False when there was nobody to strike: while PostgreSQL recovers, no process of it serves L01. */
    boolean strike(Victim victim, Random random) {
        switch (victim) {
            case L01 -> {
                requireL01Alive();
                end(l01.pid());
                startL01();
            }
            case BACKEND -> {
                return killBackend(random);
            }
            case POSTMASTER -> {
                end(postgres.pid());
                restartPostgres();
            }
            case RESTARTED_POSTGRES -> {
                postgres.close();
                restartPostgres();
            }
            case REDIS -> {
                end(redis.pid());
                redis = EmbeddedRedis.start(folder.resolve("redis"), redis.port(), ServerOptions.keep());
            }
        }
        return true;
    }

    /** One that serves L01. The postmaster ends all others and recovers by itself. */
    private boolean killBackend(Random random) {
        var serving = ProcessHandle.of(postgres.pid()).stream()
                .flatMap(ProcessHandle::children)
                .filter(child -> titleOf(child).contains("127.0.0.1("))
                .toList();
        return !serving.isEmpty() && serving.get(random.nextInt(serving.size())).destroyForcibly();
    }

    private static String titleOf(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    void restartPostgres() {
        postgres = EmbeddedPostgres.start(databaseFolder, postgres.port(), options);
    }

    /** L01 recovers in the process that it is; it ends when it is killed and not else. */
    void requireL01Alive() {
        if (!l01.isAlive()) {
            throw new AssertionError("L01 ended by itself: " + l01.exited().join());
        }
    }

    private static void end(long pid) {
        ProcessHandle.of(pid).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    private void startL01() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dspring.aot.enabled=true",
                "-Dspring.jmx.enabled=false",
                "-jar",
                jar().toString());
        l01 = GuardedProcess.start(new GuardedCommand("l01", command, "TERM", folder, folder, environment()), null);
    }

    private Map<String, String> environment() {
        return Map.of(
                "PATH", System.getenv("PATH"),
                "LC_ALL", "C.UTF-8",
                "PORT", "" + port,
                "DATABASE_URL", postgres.url(),
                "REDIS_URL", redis.url().replace(":" + redis.port(), ":" + redisPort),
                "PORTAL_HOME", folder.resolve("home").toString(),
                "PORTAL_KEYS_DIR", keys().toString(),
                "PORTAL_PROFILE", "dev",
                "PORTAL_BIND", "127.0.0.1");
    }

    private static Path jar() {
        try (var built = Files.newDirectoryStream(MODULE.resolve("target"), "*-boot.jar")) {
            return built.iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException("L01 is not packaged", e);
        }
    }

    private void awaitReady() {
        await("a ready L01").atMost(STARTING).ignoreExceptions().until(() -> ready().equals("UP"));
    }

    /** What {@code /health/ready} says in all. */
    String ready() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url().resolve("/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return Json.parse(HTTP.send(request, BodyHandlers.ofString()).body())
                .path("status")
                .asString();
    }

    @Override
    public void close() {
        l01.stop(STOPPING);
        troubledRedis.close();
        redis.close();
        postgres.close();
    }
}
