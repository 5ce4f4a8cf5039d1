package io.storyportal.kit.events;

import io.storyportal.kit.web.work.BackgroundWork;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Hands every event of the asked-for types to a handler, in order and at least once, from the saved checkpoint on. The
 * feed is the truth and is looked at every second; a hint only makes it look at once. The {@link PatientHandler} says what
 * becomes of an event whose handling fails.
 */
public final class EventFollower extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(EventFollower.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final String name;
    private final List<String> types;
    private final EventFeed feed;
    private final EventHints hints;
    private final CheckpointStore checkpoints;
    private final PatientHandler handler;
    private final Sinks.Many<Object> wakeUps = Sinks.many().multicast().directBestEffort();
    private volatile @Nullable String cursor;

    public EventFollower(
            String name,
            List<String> types,
            EventFeed feed,
            EventHints hints,
            CheckpointStore checkpoints,
            Function<EventEnvelope, Mono<Void>> handler) {
        this.name = name;
        this.types = List.copyOf(types);
        this.feed = feed;
        this.hints = hints;
        this.checkpoints = checkpoints;
        this.handler = new PatientHandler(name, handler);
    }

    @Override
    protected Publisher<?> work() {
        Flux<?> hinted = hints.all().doOnNext(wakeUps::tryEmitNext);
        Flux<?> following = checkpoints
                .load(name)
                .doOnNext(saved -> cursor = saved)
                .thenMany(Mono.defer(this::round).repeat())
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                        .maxBackoff(Duration.ofSeconds(5))
                        .transientErrors(true)
                        .doBeforeRetry(retry -> log.info(
                                "Follower {} waits for the feed: {}",
                                name,
                                retry.failure().getMessage())));
        return Flux.merge(hinted.ignoreElements(), following);
    }

    /** Listens before it looks, so that an event between the look and the wait is not slept through. */
    private Mono<Boolean> round() {
        Mono<Object> woken = wakeUps.asFlux().next().timeout(POLL, Mono.empty()).cache();
        Disposable listening = woken.subscribe();
        return feed.after(cursor, types)
                .flatMap(page -> page.items().isEmpty()
                        ? advance(page.nextCursor()).then(woken.hasElement())
                        : handle(page).doFinally(end -> listening.dispose()));
    }

    private Mono<Boolean> handle(EventFeed.Page page) {
        return Flux.fromIterable(page.items())
                .concatMap(handler::handle)
                .then(advance(page.nextCursor()))
                .thenReturn(true);
    }

    private Mono<Void> advance(@Nullable String next) {
        if (next == null || next.equals(cursor)) {
            return Mono.empty();
        }
        return checkpoints.save(name, next).doOnSuccess(saved -> cursor = next);
    }
}
