package io.storyportal.data.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storyportal.data.database.Database;
import io.storyportal.data.events.EventFeed;
import io.storyportal.data.events.EventFeedPage;
import io.storyportal.data.events.FeedCursor;
import io.storyportal.data.journal.EventEnvelope;
import io.storyportal.data.journal.JournalSignal;
import io.storyportal.kit.web.work.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Publishes the log, from the log: what it has not yet published it reads again, however long the transport was away, so
 * nothing waits in memory. One instance at a time, by lease; woken by each commit here, and looking every second for what
 * others committed.
 */
final class EventPublisher extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);
    private static final int PAGE = 500;
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Events are there, but an older transaction is still under way: look again very soon, then less and less often. */
    private static final Duration HELD_BACK = Duration.ofMillis(5);

    private record Look(FeedCursor cursor, Duration patience) {}

    private final Database database;
    private final EventFeed feed;
    private final PublisherPosition position;
    private final EventTransport transport;
    private final JournalSignal signal;
    private final Clock clock;
    private final Timer lag;
    private volatile @Nullable FeedCursor cursor;
    private volatile Instant leaseTaken = Instant.EPOCH;
    private volatile boolean failing;

    EventPublisher(
            Database database,
            EventFeed feed,
            PublisherPosition position,
            EventTransport transport,
            JournalSignal signal,
            Clock clock,
            MeterRegistry metrics) {
        this.database = database;
        this.feed = feed;
        this.position = position;
        this.transport = transport;
        this.signal = signal;
        this.clock = clock;
        this.lag = metrics.timer("l01.publish.lag");
    }

    @Override
    protected Publisher<?> work() {
        return database.migrated()
                .thenMany(signal.ticks(LOOK))
                .concatMap(tick -> round().onErrorResume(this::later), 1);
    }

    private Mono<Void> round() {
        return current()
                .flatMapMany(from -> look(new Look(from, HELD_BACK)).expand(this::look))
                .then(Mono.fromRunnable(this::recovered));
    }

    /** Where to go on; the lease is taken anew when it is half over, and nothing is done while another instance has it. */
    private Mono<FeedCursor> current() {
        FeedCursor known = cursor;
        if (known != null && leaseIsFresh(clock.instant())) {
            return Mono.just(known);
        }
        return position.take().doOnNext(this::lead).switchIfEmpty(Mono.fromRunnable(() -> cursor = null));
    }

    /** Not when the clock was set back meanwhile: how old the lease is cannot be told then. */
    private boolean leaseIsFresh(Instant now) {
        return !now.isBefore(leaseTaken) && now.isBefore(leaseTaken.plus(PublisherPosition.LEASE.dividedBy(2)));
    }

    private void lead(FeedCursor from) {
        cursor = from;
        leaseTaken = clock.instant();
    }

    /** One look at the feed: where to look next and after which wait should it be held back; empty when nothing is left. */
    private Mono<Look> look(Look from) {
        return database.acrossTenants(connection -> feed.all(connection, from.cursor(), PAGE)
                        .zipWhen(page ->
                                page.items().isEmpty() ? feed.isHeldBack(connection, from.cursor()) : Mono.just(false)))
                .flatMap(found -> {
                    EventFeedPage page = found.getT1();
                    if (found.getT2()) {
                        return Mono.delay(from.patience()).thenReturn(new Look(from.cursor(), longer(from.patience())));
                    }
                    return page.items().isEmpty() ? Mono.empty() : publish(page);
                });
    }

    private Mono<Look> publish(EventFeedPage page) {
        FeedCursor next = FeedCursor.parse(page.nextCursor());
        return transport
                .publish(page.items())
                .then(Mono.defer(() -> publishedUpTo(page.items().getLast(), next)))
                .map(saved -> new Look(saved, HELD_BACK));
    }

    private Mono<FeedCursor> publishedUpTo(EventEnvelope last, FeedCursor next) {
        lag.record(Duration.between(last.createdAt(), clock.instant()));
        return save(next);
    }

    private static Duration longer(Duration patience) {
        return patience.compareTo(LOOK) < 0 ? patience.multipliedBy(2) : patience;
    }

    /** Empty when the lease was lost meanwhile. */
    private Mono<FeedCursor> save(FeedCursor next) {
        return position.save(next).flatMap(ours -> {
            if (!ours) {
                cursor = null;
                return Mono.empty();
            }
            lead(next);
            return Mono.just(next);
        });
    }

    private Mono<Void> later(Throwable failure) {
        cursor = null;
        if (failing) {
            log.debug("Publishing still waits", failure);
        } else {
            log.warn("Publishing waits: {}", failure.getMessage());
        }
        failing = true;
        return Mono.empty();
    }

    private void recovered() {
        if (failing) {
            log.info("Publishing goes on");
        }
        failing = false;
    }
}
