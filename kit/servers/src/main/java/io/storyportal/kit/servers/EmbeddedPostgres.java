package io.storyportal.kit.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A PostgreSQL 18 of our own: private folder, loopback only, password logins, and it ends with this JVM. */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration RECOVERY_LIMIT = Duration.ofHours(12);
    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final GuardedProcess process;
    private final int port;
    private final String password;

    private EmbeddedPostgres(GuardedProcess process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server and returns when it takes connections. The folder is created when absent; its data, and the
     * password, are kept.
     *
     * @param port 0 for any free one
     */
    public static EmbeddedPostgres start(Path folder, int port, ServerOptions options) {
        var cluster = PostgresCluster.in(folder, PostgresBinaries.unpacked());
        var lock = new PostmasterFile(cluster.data());
        lock.clearLeftover(PATIENCE);
        cluster.prepare(options.durable());
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var chosen = Ports.pick(port, "PostgreSQL");
            var process = GuardedProcess.start(
                    GuardedCommand.server("postgres", cluster.server(chosen, options), "INT", cluster.folder()),
                    options.output());
            if (lock.awaitReady(process, START_LIMIT)) {
                return new EmbeddedPostgres(process, chosen, cluster.password());
            }
            process.stop(PATIENCE);
            // After a kill -9 the children of the old server hold its shared memory for a moment more.
            Pause.of(FIRST_PAUSE.multipliedBy(1L << attempt));
        }
        throw new ServerStartException("PostgreSQL did not start: see its log in " + folder);
    }

    /**
     * Starts the server on data that is being recovered, once it has come to a state that can be read; it goes on recovering.
     * It ends by itself, with the reason in its output, when it cannot get where its options tell it to.
     */
    public static EmbeddedPostgres recover(Path folder, ServerOptions options) {
        var cluster = PostgresCluster.in(folder, PostgresBinaries.unpacked());
        var lock = new PostmasterFile(cluster.data());
        lock.clearLeftover(PATIENCE);
        var port = Ports.free();
        var process = GuardedProcess.start(
                GuardedCommand.server("postgres", cluster.server(port, options), "INT", cluster.folder()),
                options.output());
        if (lock.awaitReady(process, RECOVERY_LIMIT)) {
            return new EmbeddedPostgres(process, port, cluster.password());
        }
        process.stop(PATIENCE);
        throw new ServerStartException("PostgreSQL could not recover: see its log");
    }

    /** {@code postgres://user:password@host:port/database}, for the role that owns the platform's database. */
    public String url() {
        return url(PostgresCluster.DATABASE);
    }

    /** The same server and role, another database. */
    public String url(String database) {
        return "postgres://%s:%s@127.0.0.1:%d/%s".formatted(PostgresCluster.ROLE, password, port, database);
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

    /** Rolls back what is open, flushes and ends; returns when the process is gone. */
    @Override
    public void close() {
        process.stop(PATIENCE);
    }
}
