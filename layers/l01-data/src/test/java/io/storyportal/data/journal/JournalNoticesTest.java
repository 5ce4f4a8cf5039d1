package io.storyportal.data.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.data.database.Database;
import io.storyportal.kit.data.postgres.DatabaseUrl;
import io.storyportal.kit.data.postgres.Pools;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.test.StepVerifier;

/** The running L01 is one instance, the signal here is another's, which never looks by itself. */
class JournalNoticesTest extends Scene {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private Database database;

    @Autowired
    private DatabaseUrl url;

    @Autowired
    private JournalSignal theirs;

    private final JournalSignal ours = new JournalSignal();
    private JournalNotices notices;

    @BeforeEach
    void prepare() {
        notices = new JournalNotices(
                database,
                Pools.factory(url, "l01", Database.READER),
                ours,
                Ids.uuid7().toString());
    }

    @AfterEach
    void stop() {
        notices.stop();
    }

    private static void append(Api api) {
        api.create(
                "/api/events", Map.of("event_type", "custom.noted", "aggregate_id", Ids.uuid7(), "payload", Map.of()));
    }

    @Test
    void wakesThoseWhoFollowATenantWhenAnotherInstanceRecorded() {
        Api api = newTenant();
        StepVerifier.create(ours.ticksOf(api.tenant(), NEVER))
                .expectNextCount(1)
                .then(notices::start)
                .as("listens by now")
                .expectNextCount(1)
                .then(() -> append(api))
                .expectNextCount(1)
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void passesOnWhatIsRecordedHere() {
        TenantId tenant = newTenant().tenant();
        StepVerifier.create(ours.ticksOf(tenant, NEVER))
                .expectNextCount(1)
                .then(notices::start)
                .expectNextCount(1)
                .thenCancel()
                .verify(PATIENCE);
        StepVerifier.create(theirs.ticksOf(tenant, NEVER))
                .expectNextCount(1)
                .then(() -> ours.raise(tenant))
                .expectNextCount(1)
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void listensAgainAfterItsConnectionWasEnded() {
        Api api = newTenant();
        StepVerifier.create(ours.ticksOf(api.tenant(), NEVER))
                .expectNextCount(1)
                .then(notices::start)
                .expectNextCount(1)
                .then(this::endAllThatListen)
                .as("listens again")
                .expectNextCount(1)
                .thenCancel()
                .verify(PATIENCE);
    }

    private void endAllThatListen() {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                            + " and (query like '%listen l01_journal%' or query like '%pg_notify%') and pid <> pg_backend_pid()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void passesOverWhatIsNoNotice() throws SQLException {
        Api api = newTenant();
        StepVerifier.create(ours.ticksOf(api.tenant(), NEVER))
                .expectNextCount(1)
                .then(notices::start)
                .expectNextCount(1)
                .then(() -> shout("nonsense " + api.tenant() + "x ' *"))
                .then(() -> shout(""))
                .then(() -> shout("another " + api.tenant()))
                .expectNextCount(1)
                .thenCancel()
                .verify(PATIENCE);
        assertThat(notices.isRunning()).isTrue();
    }

    private void shout(String text) {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_notify('l01_journal', '" + text.replace("'", "''") + "')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
