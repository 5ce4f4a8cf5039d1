package io.storyportal.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import io.storyportal.kit.data.postgres.DatabaseUrl;
import io.storyportal.kit.data.postgres.Migrations;
import io.storyportal.kit.data.postgres.Pools;
import io.storyportal.kit.data.postgres.TenantTransactions;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Tenants are kept apart by the database, under a role that owns nothing. */
@Tag("kit")
class TenantTransactionsTest {

    private static final TenantId ONE = new TenantId(Ids.uuid7());
    private static final TenantId OTHER = new TenantId(Ids.uuid7());
    private static final DatabaseUrl URL = DatabaseUrl.parse(RealServers.newDatabase("tenants"));
    private static final Migrations MIGRATIONS = new Migrations(URL, "l05");
    private static ConnectionPool pool;
    private static TenantTransactions transactions;

    @BeforeAll
    static void migrate() throws SQLException {
        MIGRATIONS.start();
        MIGRATIONS.completed().block(Duration.ofSeconds(20));
        String role = "notes_app_" + URL.database();
        try (Connection connection = DriverManager.getConnection(URL.jdbc(), URL.user(), URL.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + role);
            statement.execute("grant " + role + " to current_user");
            statement.execute("grant usage on schema l05 to " + role);
            statement.execute("grant select, insert on l05.notes to " + role);
        }
        pool = Pools.of(URL, "l05", role, 4);
        transactions = new TenantTransactions(pool, MIGRATIONS);
    }

    @AfterAll
    static void close() {
        MIGRATIONS.stop();
        pool.dispose();
    }

    @Test
    void aTenantSeesItsOwnRowsAlone() {
        write(ONE, "mine").block();
        write(OTHER, "theirs").block();
        StepVerifier.create(transactions.manyInTenant(OTHER, database -> database.sql("select text from notes")
                        .mapValue(String.class)
                        .all()))
                .expectNext("theirs")
                .verifyComplete();
    }

    @Test
    void aRowOfAnotherTenantCannotBeWritten() {
        StepVerifier.create(transactions.inTenant(ONE, database -> database.sql(
                                "insert into notes values ('" + OTHER + "', '" + Ids.uuid7() + "', 'forged')")
                        .then()
                        .thenReturn(true)))
                .expectErrorMatches(failure -> failure.getMessage().contains("row-level security"))
                .verify();
    }

    @Test
    void workOutsideATenantSeesNobodysRows() {
        write(ONE, "hidden").block();
        assertThat(transactions
                        .untenanted(database -> database.sql("select count(*) from notes")
                                .mapValue(Long.class)
                                .one())
                        .block())
                .isZero();
    }

    @Test
    void aFailureLeavesNothingBehind() {
        TenantId tenant = new TenantId(Ids.uuid7());
        StepVerifier.create(transactions.inTenant(tenant, database -> insert(tenant, "half", database)
                        .then(Mono.error(new IllegalStateException("after the insert")))))
                .expectError(IllegalStateException.class)
                .verify();
        assertThat(transactions
                        .inTenant(tenant, database -> database.sql("select count(*) from notes")
                                .mapValue(Long.class)
                                .one())
                        .block())
                .isZero();
    }

    @Test
    void nothingHappensBeforeSubscription() {
        TenantId tenant = new TenantId(Ids.uuid7());
        write(tenant, "never subscribed");
        assertThat(transactions
                        .inTenant(tenant, database -> database.sql("select count(*) from notes")
                                .mapValue(Long.class)
                                .one())
                        .block())
                .isZero();
    }

    @Test
    void anUnreachableDatabaseIsA503() {
        ConnectionPool nowhere = Pools.of(new DatabaseUrl("127.0.0.1", 1, "x", "x", "x"), "l05", null, 1);
        StepVerifier.create(
                        new TenantTransactions(nowhere, MIGRATIONS).inTenant(ONE, database -> database.sql("select 1")
                                .fetch()
                                .one()))
                .expectErrorMatches(failure ->
                        failure instanceof ProblemException problem && problem.problem() == CommonProblem.UNAVAILABLE)
                .verify(Duration.ofSeconds(20));
        nowhere.dispose();
    }

    private static Mono<Boolean> write(TenantId tenant, String text) {
        return transactions.inTenant(
                tenant, database -> insert(tenant, text, database).thenReturn(true));
    }

    private static Mono<Void> insert(TenantId tenant, String text, DatabaseClient database) {
        return database.sql("insert into notes values (:tenant, :id, :text)")
                .bind("tenant", tenant.value())
                .bind("id", Ids.uuid7())
                .bind("text", text)
                .then();
    }
}
