package io.storyportal.data.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.storyportal.data.Scene;
import io.storyportal.kit.data.postgres.DatabaseUrl;
import io.storyportal.kit.data.postgres.Migrations;
import io.storyportal.kit.data.postgres.Pools;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Work that nobody waits for any more leaves its connection as it got it: here each pool has one. */
class AbandonedWorkTest extends Scene {

    private static final String IN_ONE_OF_ITS_OWN = "select now() = statement_timestamp() as alone";
    private static final int TIMES = 25;

    @Autowired
    DatabaseUrl url;

    @Autowired
    Migrations migrations;

    private ConnectionPool app;
    private ConnectionPool reader;
    private Database one;

    @BeforeEach
    void open() {
        migrations.completed().block();
        app = Pools.of(url, "l01", "portal_l01_app", 1);
        reader = Pools.of(url, "l01", Database.READER, 1);
        one = new Database(app, reader, migrations);
        assertAlone();
    }

    @AfterEach
    void close() {
        app.dispose();
        reader.dispose();
    }

    /** What is sent next is a transaction of its own. */
    private void assertAlone() {
        for (ConnectionPool pool : List.of(app, reader)) {
            assertThat(Mono.usingWhen(
                                    pool.create(),
                                    connection -> Statements.query(
                                                    connection,
                                                    IN_ONE_OF_ITS_OWN,
                                                    List.of(),
                                                    row -> row.get("alone", Boolean.class))
                                            .single(),
                                    Connection::close)
                            .block())
                    .isTrue();
        }
    }

    private Mono<Long> across() {
        return one.acrossTenants(connection -> Statements.update(connection, "select pg_sleep(0.002)", List.of())
                .then(Statements.update(connection, "select 1", List.of())));
    }

    private Mono<Long> append() {
        return one.appending(
                TenantId.DEFAULT, connection -> Statements.update(connection, "select pg_sleep(0.002)", List.of())
                        .then(Database.last(connection, Statements.update(connection, "select 1", List.of()))));
    }

    private Mono<Integer> read() {
        return one.rows(TenantId.DEFAULT, "select pg_sleep(0.002)", List.of(), row -> 1)
                .next();
    }

    /** From at once, with the beginning still under way, to when it is over. */
    @RepeatedTest(10)
    void cancelledAnywhere() {
        for (Supplier<Mono<?>> work : List.<Supplier<Mono<?>>>of(this::across, this::append, this::read)) {
            for (int steps = 0; steps < TIMES; steps++) {
                Disposable running = work.get().subscribe();
                Mono.delay(Duration.ofNanos(steps * 50_000L)).block();
                running.dispose();
            }
            assertAlone();
        }
    }

    @Test
    void failedStatementsOfEveryKind() {
        String failing = "select 1 / 0";
        StepVerifier.create(one.rows(TenantId.DEFAULT, failing, List.of(), row -> 1))
                .verifyError();
        assertAlone();
        StepVerifier.create(one.acrossTenants(connection -> Statements.update(connection, failing, List.of())))
                .verifyError();
        assertAlone();
        StepVerifier.create(one.onceAcrossTenants(connection -> Statements.update(connection, failing, List.of())))
                .verifyError();
        assertAlone();
        StepVerifier.create(one.appending(
                        TenantId.DEFAULT,
                        connection -> Database.last(connection, Statements.update(connection, failing, List.of()))))
                .verifyErrorSatisfies(failure -> assertThat(failure).isNotInstanceOf(CommitUnknownException.class));
        assertAlone();
    }
}
