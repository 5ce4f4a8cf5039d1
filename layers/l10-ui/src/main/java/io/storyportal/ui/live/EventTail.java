package io.storyportal.ui.live;

import io.storyportal.client.l01.model.EventEnvelope;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.ui.bridge.L01Bridge;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Follows one tenant's log for one browser. First what was missed, in pages and no faster than the browser reads; then
 * live, through a bounded buffer. When L01 goes away the browser is told that it sees old data, and the tail begins
 * again behind the last position sent, so that nothing is lost and nothing comes twice.
 */
final class EventTail {

    private static final Logger LOG = LoggerFactory.getLogger(EventTail.class);
    private static final long UNKNOWN = -1;
    /** Events can be long: few at a time keep a page of them small in memory. */
    private static final int PAGE = 50;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final L01Bridge l01;
    private final Clock clock;
    private final int buffer;

    EventTail(L01Bridge l01, Clock clock, int buffer) {
        this.l01 = l01;
        this.clock = clock;
        this.buffer = buffer;
    }

    /** Never completes; fails only with a {@link Farewell.Ending}. Subscribe with the caller in the context. */
    Flux<Frame> follow(Wish wish) {
        return Flux.defer(() -> {
            AtomicLong position = new AtomicLong(UNKNOWN);
            return Flux.defer(() -> start(wish, position).thenMany(Flux.defer(() -> once(wish.filter(), position))))
                    .onErrorResume(failure -> !(failure instanceof Farewell.Ending), this::stale)
                    .repeatWhen(ends -> ends.delayElements(PAUSE));
        });
    }

    private Mono<Void> start(Wish wish, AtomicLong position) {
        if (position.get() != UNKNOWN) {
            return Mono.empty();
        }
        if (wish.after() != null) {
            position.set(wish.after());
            return Mono.empty();
        }
        long before = wish.last() == null ? 0 : wish.last();
        return l01.head(null)
                .doOnNext(head -> position.set(Math.max(0, head - before)))
                .then();
    }

    private Flux<Frame> once(@Nullable String types, AtomicLong position) {
        Flux<Frame> missed = pages(types, position)
                .concatMap(Flux::fromIterable, 1)
                .map(event -> sent(LightPayload.of(event), position));
        Flux<Frame> live = Flux.defer(() -> Flux.just(new Frame.Live(position.get())));
        Flux<Frame> tail = Flux.defer(() -> l01.follow(position.get(), types)
                .map(LightPayload::of)
                .onBackpressureBuffer(buffer, BufferOverflowStrategy.ERROR)
                .onErrorMap(Exceptions::isOverflow, full -> Farewell.SLOW.asEnding())
                .map(frame -> sent(frame, position)));
        return Flux.concat(missed, live, tail);
    }

    /** Pages behind the position until one is not full: what little may be left then, the stream has. */
    private Flux<List<EventEnvelope>> pages(@Nullable String types, AtomicLong position) {
        return l01.eventsAfter(position.get(), types, PAGE)
                .expand(page -> page.size() < PAGE
                        ? Mono.empty()
                        : l01.eventsAfter(page.getLast().getPosition(), types, PAGE));
    }

    private static Frame sent(Frame.Event frame, AtomicLong position) {
        position.set(frame.event().getPosition());
        return frame;
    }

    private Flux<Frame> stale(Throwable failure) {
        return InContext.fromRunnable(
                        () -> LOG.debug("The log cannot be followed and is tried again: {}", failure.toString()))
                .thenMany(Mono.fromSupplier(() -> new Frame.Stale(clock.instant())));
    }
}
