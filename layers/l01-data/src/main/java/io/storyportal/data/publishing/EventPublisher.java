package io.storyportal.data.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storyportal.data.database.Slice;
import io.storyportal.data.events.FeedCursor;
import io.storyportal.data.events.PartitionFeed;
import io.storyportal.data.events.PartitionPage;
import io.storyportal.data.events.PartitionPage.Rest;
import io.storyportal.data.journal.JournalSignal;
import io.storyportal.kit.web.work.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Publishes the log, from the log: what it has not yet published it reads again, however long the transport was away, so
 * nothing waits in memory but a page. Instances share the partitions by leases; each is woken by commits, here or at
 * another, and looks after each interval by itself.
 */
final class EventPublisher extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);
    /** A page begins while the leases are younger than the first and takes no longer than the second: it ends before they do. */
    private static final Duration VALID = PartitionLeases.LEASE.dividedBy(2);

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    /** After a failure pages are small, so that a transport that is only slow takes them in time, and grow again. */
    private static final int SMALLEST_PAGE = 8;

    /** Whoever keeps up reads this many at most, window and last row in one round trip; whoever does not, twice as many each time. */
    private static final int USUAL_PAGE = Slice.AT_ONCE - 2;

    private static final int LARGEST_PAGE = 500;
    private static final Duration RENEW = Duration.ofSeconds(3);
    private static final Duration SAVE = Duration.ofMillis(100);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
    /** Events are there, but an older transaction is still under way: look again very soon, then less and less often. */
    private static final Duration HELD_BACK = Duration.ofMillis(5);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final PartitionFeed feed;
    private final PartitionLeases leases;
    private final EventTransport transport;
    private final JournalSignal signal;
    private final Duration look;
    private final Clock clock;
    private final Timer lag;
    private volatile Map<Integer, FeedCursor> held = Map.of();
    private final Set<Integer> unsaved = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Long saved;
    private volatile @Nullable Long renewed;
    private volatile @Nullable Long asked;
    private volatile int page = USUAL_PAGE;
    private volatile boolean failing;

    EventPublisher(
            PartitionFeed feed,
            PartitionLeases leases,
            EventTransport transport,
            JournalSignal signal,
            Duration look,
            Clock clock,
            MeterRegistry metrics) {
        this.feed = feed;
        this.leases = leases;
        this.transport = transport;
        this.signal = signal;
        this.look = look;
        this.clock = clock;
        this.lag = metrics.timer("l01.publish.lag");
    }

    @Override
    protected Publisher<?> work() {
        return signal.ticks(look).concatMap(tick -> round().onErrorResume(this::later), 1);
    }

    private Mono<Void> round() {
        return look(HELD_BACK).expand(this::look).then(Mono.fromRunnable(this::recovered));
    }

    /** One look at the feed: how patient to be with the next, when there is more; empty when nothing is left. */
    private Mono<Duration> look(Duration patience) {
        return renewal()
                .then(saving())
                .then(Mono.defer(() -> held.isEmpty() || !isFresh(renewed, VALID)
                        ? Mono.<Duration>empty()
                        : feed.after(held, page)
                                .flatMap(found -> publish(found).then(Mono.defer(() -> next(found, patience))))));
    }

    private static Mono<Duration> next(PartitionPage found, Duration patience) {
        return switch (found.rest()) {
            case MORE -> Mono.just(HELD_BACK);
            case HELD_BACK -> {
                Duration wait = found.end() == null ? patience : HELD_BACK;
                yield Mono.delay(wait).thenReturn(wait.compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : wait);
            }
            case NOTHING -> Mono.empty();
        };
    }

    private Mono<Void> publish(PartitionPage found) {
        FeedCursor end = found.end();
        if (end == null) {
            return Mono.empty();
        }
        if (found.events().isEmpty()) {
            return Mono.fromRunnable(() -> advance(end));
        }
        if (!isFresh(renewed, VALID)) {
            return Mono.empty();
        }
        return transport.publish(found.events()).timeout(PATIENCE, tooSlow()).then(Mono.fromRunnable(() -> {
            lag.record(Duration.between(found.events().getLast().createdAt(), clock.instant()));
            advance(end);
            unsaved.addAll(found.touched());
            page = found.rest() == Rest.MORE ? Math.min(LARGEST_PAGE, 2 * page) : USUAL_PAGE;
        }));
    }

    private static Mono<Void> tooSlow() {
        return Mono.error(() -> new TimeoutException("The transport took longer than " + PATIENCE.toSeconds() + " s"));
    }

    /** Now and then: what is published again after a crash is what was published since. */
    private Mono<Void> saving() {
        return Mono.defer(() -> unsaved.isEmpty() || isFresh(saved, SAVE) ? Mono.empty() : save());
    }

    /** Partitions without new events are saved with the next renewal: they have nothing to publish again. */
    private Mono<Void> save() {
        Map<Integer, FeedCursor> moved = new HashMap<>(held);
        moved.keySet().retainAll(unsaved);
        saved = System.nanoTime();
        return leases.save(moved)
                .doOnNext(kept -> {
                    unsaved.clear();
                    moved.keySet().removeAll(kept);
                    if (!moved.isEmpty()) {
                        log.info("Other instances publish partitions {} by now", moved.keySet());
                        Map<Integer, FeedCursor> left = new HashMap<>(held);
                        left.keySet().removeAll(moved.keySet());
                        held = Map.copyOf(left);
                    }
                })
                .then();
    }

    private void advance(FeedCursor end) {
        Map<Integer, FeedCursor> moved = new HashMap<>(held);
        moved.replaceAll((partition, cursor) -> cursor.compareTo(end) < 0 ? end : cursor);
        held = Map.copyOf(moved);
    }

    /** The leases count from before they were asked for. */
    private Mono<Void> renewal() {
        return Mono.defer(() -> {
            if (isFresh(asked, held.isEmpty() || failing ? ASK_AGAIN : RENEW)) {
                return Mono.empty();
            }
            long now = System.nanoTime();
            asked = now;
            return leases.renew(held)
                    .doOnNext(taken -> {
                        if (!taken.keySet().equals(held.keySet())) {
                            log.info("Publishing partitions {}", taken.keySet());
                        }
                        held = taken;
                        unsaved.clear();
                        renewed = now;
                    })
                    .then();
        });
    }

    private static boolean isFresh(@Nullable Long since, Duration limit) {
        return since != null && System.nanoTime() - since < limit.toNanos();
    }

    private Mono<Void> later(Throwable failure) {
        if (failing) {
            log.debug("Publishing still waits", failure);
        } else {
            log.warn("Publishing waits: {}", Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
        }
        failing = true;
        page = SMALLEST_PAGE;
        return Mono.empty();
    }

    private void recovered() {
        if (failing) {
            log.info("Publishing goes on");
        }
        failing = false;
    }

    /** Gives the partitions back, so that others need not wait for the leases to end, and go on from just there. */
    @Override
    public void stop(Runnable stopped) {
        Map<Integer, FeedCursor> last = held;
        stop();
        leases.leave(last)
                .timeout(PATIENCE)
                .doFinally(end -> stopped.run())
                .subscribe(done -> {}, failure -> log.debug("Partitions wait for their leases to end", failure));
    }

    @Override
    public void stop() {
        super.stop();
        held = Map.of();
        asked = null;
        renewed = null;
    }
}
