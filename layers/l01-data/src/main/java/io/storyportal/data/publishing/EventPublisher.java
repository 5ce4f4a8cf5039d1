package io.storyportal.data.publishing;

import io.storyportal.data.database.Database;
import io.storyportal.data.events.EventFeed;
import io.storyportal.data.events.EventFeedPage;
import io.storyportal.data.events.FeedCursor;
import io.storyportal.data.journal.JournalSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Publishes the log, from the log: what it has not yet published it reads again, however long the transport was away, so
 * nothing waits in memory. One instance at a time, by lease; woken by each commit here, and looking every second for what
 * others committed.
 */
final class EventPublisher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);
    private static final int PAGE = 500;
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Events are there, but an older transaction is still under way: look again very soon, then less and less often. */
    private static final Duration HELD_BACK = Duration.ofMillis(5);

    private final Database database;
    private final EventFeed feed;
    private final PublisherPosition position;
    private final EventTransport transport;
    private final JournalSignal signal;
    private final Clock clock;
    private volatile @Nullable FeedCursor cursor;
    private volatile Instant leaseTaken = Instant.EPOCH;
    private volatile boolean failing;
    private volatile @Nullable Disposable running;

    EventPublisher(
            Database database,
            EventFeed feed,
            PublisherPosition position,
            EventTransport transport,
            JournalSignal signal,
            Clock clock) {
        this.database = database;
        this.feed = feed;
        this.position = position;
        this.transport = transport;
        this.signal = signal;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = signal.ticks(LOOK)
                .concatMap(tick -> round().onErrorResume(this::later), 1)
                .subscribe();
    }

    private Mono<Void> round() {
        return current().flatMap(from -> publishAfter(from, HELD_BACK)).then(Mono.fromRunnable(this::recovered));
    }

    /** Where to go on; the lease is taken anew when it is half over, and nothing is done while another instance has it. */
    private Mono<FeedCursor> current() {
        FeedCursor known = cursor;
        if (known != null && clock.instant().isBefore(leaseTaken.plus(PublisherPosition.LEASE.dividedBy(2)))) {
            return Mono.just(known);
        }
        return position.take().doOnNext(this::lead).switchIfEmpty(Mono.fromRunnable(() -> cursor = null));
    }

    private void lead(FeedCursor from) {
        cursor = from;
        leaseTaken = clock.instant();
    }

    /** Page after page until nothing is left. */
    private Mono<Void> publishAfter(FeedCursor from, Duration patience) {
        return database.acrossTenants(connection -> feed.all(connection, from, PAGE)
                        .zipWhen(page -> page.items().isEmpty() ? feed.isHeldBack(connection, from) : Mono.just(false)))
                .flatMap(found -> {
                    EventFeedPage page = found.getT1();
                    if (found.getT2()) {
                        return Mono.delay(patience).then(publishAfter(from, longer(patience)));
                    }
                    if (page.items().isEmpty()) {
                        return Mono.empty();
                    }
                    FeedCursor next = FeedCursor.parse(page.nextCursor());
                    return transport
                            .publish(page.items())
                            .then(save(next))
                            .flatMap(saved -> publishAfter(saved, HELD_BACK));
                });
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

    @Override
    public void stop() {
        Disposable current = running;
        if (current != null) {
            current.dispose();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
