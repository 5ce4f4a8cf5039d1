package io.storyportal.data.events;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * Whether a reader takes what it is given. The server asks for a few dozen more whenever it has written the last ones, and
 * it cannot write while the reader does not read: who then asks for nothing, for longer than the patience, is slow.
 */
final class ReaderPace {

    private final Duration patience;
    private final AtomicLong wanted = new AtomicLong();
    private volatile long satisfied = System.nanoTime();

    ReaderPace(Duration patience) {
        this.patience = patience;
    }

    <T> Flux<T> watch(Flux<T> given) {
        return given.doOnRequest(more -> wanted.accumulateAndGet(more, Operators::addCap))
                .doOnNext(one -> give());
    }

    private void give() {
        satisfied = System.nanoTime();
        wanted.decrementAndGet();
    }

    /** Completes when the reader is slow. */
    Mono<Void> isSlow() {
        return Flux.interval(patience.dividedBy(4))
                .onBackpressureDrop()
                .filter(tick -> wanted.get() <= 0 && System.nanoTime() - satisfied > patience.toNanos())
                .next()
                .then();
    }
}
