package io.storyportal.kit.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Redis of our own: private folder, loopback only, a password, an append-only file; it ends with this JVM. */
public final class EmbeddedRedis implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final GuardedProcess process;
    private final int port;
    private final String password;

    private EmbeddedRedis(GuardedProcess process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server and returns when it answers. Data and password are kept in the folder.
     *
     * @param port 0 for any free one
     */
    public static EmbeddedRedis start(Path folder, int port, ServerOptions options) {
        return start(RedisProgram.find(), folder, port, options);
    }

    static EmbeddedRedis start(Path program, Path folder, int port, ServerOptions options) {
        var runAs = RunAs.current();
        var home = runAs.ownFolder(folder.toAbsolutePath());
        endLeftover(home);
        var password = Secret.keptIn(home.resolve("password"));
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var chosen = Ports.pick(port, "Redis");
            var command = List.of(program.toString(), configure(home, runAs, chosen, password, options) + "");
            var process = GuardedProcess.start(
                    GuardedCommand.server("redis", runAs.command(home, command), "TERM", home), options.output());
            if (awaitReady(process, chosen, password)) {
                return new EmbeddedRedis(process, chosen, password);
            }
            process.stop(PATIENCE);
        }
        throw new ServerStartException("Redis did not start: see its log in " + folder);
    }

    private static Path configure(Path home, RunAs runAs, int port, String password, ServerOptions options) {
        var data = runAs.ownFolder(home.resolve("data"));
        var settings = new TreeMap<String, String>(Map.of(
                "bind", "127.0.0.1",
                "port", "" + port,
                "requirepass", password,
                "dir", data.toString(),
                "appendonly", options.durable() ? "yes" : "no",
                "appendfsync", "everysec",
                "save", "\"\"",
                // Full means a refused write, never a silently forgotten idempotency key.
                "maxmemory", "256mb",
                "maxmemory-policy", "noeviction",
                "daemonize", "no"));
        settings.putAll(options.settings());
        var lines = new StringBuilder();
        settings.forEach(
                (name, value) -> lines.append(name).append(' ').append(value).append('\n'));
        var file = home.resolve("redis.conf");
        try {
            // A file, because a password on a command line is for all to see.
            Secret.writePrivately(file, lines.toString());
            runAs.own(file, "rw-------");
            return file;
        } catch (IOException e) {
            throw new ServerStartException("Cannot write " + file, e);
        }
    }

    private static boolean awaitReady(GuardedProcess process, int port, String password) {
        var deadline = Instant.now().plus(START_LIMIT);
        while (process.isAlive() && Instant.now().isBefore(deadline)) {
            if (RedisPing.answers(port, password)) {
                return true;
            }
            Pause.of(POLL);
        }
        return false;
    }

    /** Ends a server left on this folder by a guard that was itself killed: two would write one append-only file. */
    private static void endLeftover(Path home) {
        var data = home.resolve("data");
        ProcessHandle.allProcesses().filter(handle -> worksIn(handle, data)).forEach(handle -> {
            handle.destroy();
            if (handle.onExit()
                    .completeOnTimeout(handle, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join()
                    .isAlive()) {
                handle.destroyForcibly();
            }
        });
    }

    private static boolean worksIn(ProcessHandle handle, Path folder) {
        try {
            return Path.of("/proc/" + handle.pid() + "/cwd").toRealPath().equals(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    /** {@code redis://:password@host:port}. */
    public String url() {
        return "redis://:%s@127.0.0.1:%d".formatted(password, port);
    }

    public int port() {
        return port;
    }

    /** The server's process id. */
    public long pid() {
        return process.pid();
    }

    /** Completes with the exit code when the server ends, whoever ended it. */
    public CompletableFuture<Integer> exited() {
        return process.exited();
    }

    /** Flushes the append-only file and ends. */
    @Override
    public void close() {
        process.stop(PATIENCE);
    }
}
