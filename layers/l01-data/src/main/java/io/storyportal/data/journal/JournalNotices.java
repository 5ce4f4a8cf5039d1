package io.storyportal.data.journal;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.work.BackgroundWork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Passes the journal's signal on between instances by NOTIFY and LISTEN, over one connection. After the commit and outside
 * of its transaction, since PostgreSQL lets one transaction that notifies commit at a time; what is recorded within a few
 * milliseconds goes in one notice. A notice lost with the connection is made up for by looking at the log.
 */
public final class JournalNotices extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(JournalNotices.class);
    private static final String CHANNEL = "l01_journal";
    private static final String NOTIFY = "select pg_notify('" + CHANNEL + "', $1)";
    /** A lost notice does no harm, so nobody waits for the disk. */
    private static final String PREPARE = "set synchronous_commit = off; listen " + CHANNEL;

    private static final Duration BETWEEN = Duration.ofMillis(10);
    /** Also when there is nothing to tell: a connection that is dead without saying so is found by it. */
    private static final Duration STILL_HERE = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;
    private final PostgresqlConnectionFactory connections;
    private final JournalSignal signal;
    private final String instance;
    private final Notice.Draft waiting;
    private volatile boolean away;

    /** @param instance a name that no other instance has */
    public JournalNotices(
            Database database, PostgresqlConnectionFactory connections, JournalSignal signal, String instance) {
        this.database = database;
        this.connections = connections;
        this.signal = signal;
        this.instance = instance;
        this.waiting = new Notice.Draft(instance);
    }

    @Override
    protected Publisher<?> work() {
        return database.migrated()
                .thenMany(Flux.usingWhen(connections.create(), this::talk, PostgresqlConnection::close))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                        .maxBackoff(Duration.ofSeconds(5))
                        .transientErrors(true)
                        .doBeforeRetry(retry -> lost(retry.failure())));
    }

    private Flux<Object> talk(PostgresqlConnection connection) {
        Flux<Object> heard = connection
                .getNotifications()
                .doOnNext(notification -> heard(String.valueOf(notification.getParameter())))
                .thenMany(Flux.error(() -> new IllegalStateException("The connection has ended")));
        Flux<Object> told = Flux.merge(signal.raisedHere().doOnNext(waiting::add), Flux.interval(STILL_HERE))
                .onBackpressureLatest()
                .concatMap(news -> tell(connection), 0);
        return Statements.update(connection, PREPARE, List.of())
                .doOnNext(listening -> listens())
                .thenMany(Flux.merge(heard, told));
    }

    private Mono<Long> tell(PostgresqlConnection connection) {
        return Mono.defer(() -> Statements.query(
                                connection, NOTIFY, List.of(waiting.take().text()), row -> true)
                        .then())
                .timeout(PATIENCE)
                .then(Mono.delay(BETWEEN));
    }

    private void heard(String text) {
        Notice notice = Notice.parse(text);
        if (notice.from().equals(instance)) {
            return;
        }
        if (notice.isOfAny()) {
            signal.hear(Optional.empty());
        } else {
            notice.tenants().forEach(this::heardOf);
        }
    }

    /** Whoever may log in to the database may notify, so what is no tenant is passed over. */
    private void heardOf(String tenant) {
        try {
            signal.hear(Optional.of(TenantId.of(tenant)));
        } catch (IllegalArgumentException noTenant) {
            log.debug("A notice names {}, which is no tenant", tenant);
        }
    }

    /** What came while nobody listened is unknown. */
    private void listens() {
        if (away) {
            log.info("Hears of other instances again");
        }
        away = false;
        signal.hear(Optional.empty());
    }

    private void lost(Throwable failure) {
        if (away) {
            log.debug("Still does not hear of other instances", failure);
        } else {
            log.warn("Hears of other instances only by looking: {}", failure.toString());
        }
        away = true;
    }
}
