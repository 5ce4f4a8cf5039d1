package io.storyportal.data.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import io.storyportal.kit.data.postgres.Migrations;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * L01's transactions. Within a tenant they act as the app, which sees that tenant alone; across tenants as the reader,
 * which may look at few tables and change almost none. A database that cannot be reached is a 503 problem.
 */
public final class Database implements DisposableBean {

    /** The role that sees what spans tenants. */
    public static final String READER = "portal_l01_reader";

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    private final ConnectionPool app;
    private final ConnectionPool reader;
    private final Migrations migrations;

    public Database(ConnectionPool app, ConnectionPool reader, Migrations migrations) {
        this.app = app;
        this.reader = reader;
        this.migrations = migrations;
    }

    /** The app's pool is the kit's, which ends it; the reader's is ours. */
    @Override
    public void destroy() {
        reader.dispose();
    }

    /** Completes once there is a schema to work on, however long that takes. */
    public Mono<Void> migrated() {
        return migrations.completed().retry();
    }

    /** Reads one tenant's rows. */
    public <T> Mono<T> reading(TenantId tenant, Function<Connection, Mono<T>> work) {
        return transaction(app, beginReading(tenant), work).onErrorMap(Database::told);
    }

    /**
     * Reads one tenant's rows by one statement, in one round trip: its transaction's beginning and end go to the server
     * together with it.
     */
    public <T> Flux<T> rows(TenantId tenant, String sql, List<?> values, Function<? super Readable, T> row) {
        return connected(
                        app,
                        connection -> pipelined(
                                connection,
                                List.of(
                                        done(connection, beginReading(tenant)),
                                        Statements.query(connection, sql, values, row)
                                                .collectList(),
                                        done(connection, "commit"))))
                .onErrorMap(Database::told)
                .flatMapIterable(Function.identity());
    }

    private static String beginReading(TenantId tenant) {
        return "begin read only; select set_config('app.tenant', '" + tenant.value() + "', true)";
    }

    /**
     * Reads one tenant's events in the order of an index. The planner guesses too low how many follow a position; for the
     * log's many parts it would then read all of them and sort, rather than merge what their indexes have in order.
     */
    public <T> Mono<T> readingLog(TenantId tenant, Function<Connection, Mono<T>> work) {
        return transaction(
                        app,
                        "begin read only; select set_config('app.tenant', '" + tenant.value()
                                + "', true), set_config('enable_sort', 'off', true)",
                        work)
                .onErrorMap(Database::told);
    }

    /**
     * Reads one tenant's rows as they stood at the first statement, for as long as it takes; a minute at most may pass
     * between two statements. Only clearing up waits for it.
     */
    public <T> Mono<T> snapshot(TenantId tenant, Function<Connection, Mono<T>> work) {
        return transaction(
                        app,
                        "begin isolation level repeatable read read only; select set_config('app.tenant', '"
                                + tenant.value() + "', true),"
                                + " set_config('idle_in_transaction_session_timeout', '60s', true)",
                        work)
                .onErrorMap(Database::told);
    }

    /**
     * Changes one tenant's rows, alone: the tenant's lock is taken before anything else, so the transaction that gets it
     * sees all that its predecessors did and has the larger transaction id. It finds rows by key alone: statistics from when
     * a table was small must not make it read the whole of it.
     */
    public <T> Mono<T> appending(TenantId tenant, Function<Connection, Mono<T>> work) {
        UUID id = tenant.value();
        long lock = id.getMostSignificantBits() ^ Long.rotateLeft(id.getLeastSignificantBits(), 17);
        return transaction(
                app,
                "begin; select pg_advisory_xact_lock(" + lock + "), set_config('app.tenant', '" + id
                        + "', true), set_config('enable_seqscan', 'off', true)",
                work);
    }

    /** Takes payloads out of one tenant's log, alone as whoever appends to it; see V10 for what the role may do. */
    public <T> Mono<T> keeping(TenantId tenant, Function<Connection, Mono<T>> work) {
        return appending(
                tenant, connection -> Statements.update(connection, "set local role portal_l01_keeper", List.of())
                        .then(Mono.defer(() -> work.apply(connection))));
    }

    /** Changes one tenant's rows that no log tells of; many at once, so without the tenant's lock. */
    public <T> Mono<T> writing(TenantId tenant, Function<Connection, Mono<T>> work) {
        return transaction(app, "begin; select set_config('app.tenant', '" + tenant.value() + "', true)", work)
                .onErrorMap(Database::told);
    }

    /** Reads what spans tenants, or changes the few tables that belong to none. */
    public <T> Mono<T> acrossTenants(Function<Connection, Mono<T>> work) {
        return transaction(reader, "begin", work).onErrorMap(Database::told);
    }

    /** The same by one statement, which is a transaction of its own. */
    public <T> Mono<T> onceAcrossTenants(Function<Connection, Mono<T>> statement) {
        return connected(reader, statement).onErrorMap(Database::told);
    }

    /**
     * The last statement of a transaction, in one round trip with its commit: should the one fail, the other rolls back.
     * Whether it was carried out is not known when the connection is lost on the way.
     */
    public static <T> Mono<T> last(Connection connection, Mono<T> statement) {
        return pipelined(connection, List.of(statement, done(connection, "commit")))
                .onErrorMap(Unreachable::mayHaveCommitted, CommitUnknownException::new);
    }

    /** The first statement of the work follows the beginning without waiting for its answer. */
    private <T> Mono<T> transaction(ConnectionPool pool, String begin, Function<Connection, Mono<T>> work) {
        return connected(pool, connection -> pipelined(
                        connection, List.of(done(connection, begin), Mono.defer(() -> work.apply(connection))))
                .flatMap(value -> commit(connection).thenReturn(value))
                .switchIfEmpty(Mono.defer(() -> commit(connection).then(Mono.empty()))));
    }

    private <T> Mono<T> connected(ConnectionPool pool, Function<Connection, Mono<T>> work) {
        return migrations
                .completed()
                .then(Mono.usingWhen(
                        pool.create(),
                        work,
                        Connection::close,
                        (connection, failure) -> abandon(connection),
                        Database::discard));
    }

    /**
     * Sends each as soon as the one before it is sent, and answers what one of them gives; the server goes in order. Nothing
     * else is sent in between, nor by {@link #abandon} before the last of them: a commit that went out late would be the next
     * one's who gets the connection.
     */
    private static <T> Mono<T> pipelined(Connection connection, List<Mono<T>> steps) {
        return alone(connection, Flux.mergeSequential(steps).singleOrEmpty());
    }

    private static <T> Mono<T> alone(Connection connection, Mono<T> work) {
        return Mono.fromDirect(subscriber -> {
            synchronized (connection) {
                work.subscribe(subscriber);
            }
        });
    }

    private static <T> Mono<T> done(Connection connection, String sql) {
        return Statements.update(connection, sql, List.of()).then(Mono.empty());
    }

    /** Away, or asked with a value that it cannot take: a NUL in a filter, a time beyond its calendar. */
    private static Throwable told(Throwable failure) {
        if (Unreachable.is(failure)) {
            return Unreachable.problem(failure);
        }
        return failure instanceof R2dbcException refused
                        && String.valueOf(refused.getSqlState()).startsWith("22")
                ? new ProblemException(CommonProblem.INVALID, "A parameter has a value that nothing can have", failure)
                : failure;
    }

    private static Mono<Void> commit(Connection connection) {
        return Mono.from(connection.commitTransaction()).onErrorMap(Unreachable::is, CommitUnknownException::new);
    }

    /** What was sent may be under way still: only after it does the driver know whether there is a transaction to end. */
    private static Mono<Void> abandon(Connection connection) {
        return alone(connection, Mono.from(connection.validate(ValidationDepth.REMOTE)))
                .then(Mono.defer(() -> Mono.from(connection.rollbackTransaction())))
                .onErrorResume(
                        lost -> InContext.fromRunnable(() -> log.debug("Nothing to roll back: {}", lost.getMessage())))
                .then(Mono.from(connection.close()));
    }

    /** Whoever cancels does not know what another thread is just sending: the session ends, and the pool makes another. */
    private static Mono<Void> discard(Connection connection) {
        Connection session =
                connection instanceof Wrapped<?> pooled && pooled.unwrap() instanceof Connection own ? own : connection;
        return Mono.from(session.close()).onErrorComplete().then(Mono.from(connection.close()));
    }
}
