package io.storyportal.data.journal;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Tells those who read the log that there is something new. Only a hint: what another instance recorded, or what came
 * while nobody listened, is found by looking at the log from time to time.
 */
public final class JournalSignal {

    private final Sinks.Many<Object> raised = Sinks.many().multicast().directBestEffort();

    /** One at a time: a sink drops what is emitted into it concurrently. */
    public synchronized void raise() {
        raised.tryEmitNext(Boolean.TRUE);
    }

    /** A tick now, at each signal, and at the latest after each interval; ticks nobody was ready for melt into one. */
    public Flux<Object> ticks(Duration atLatest) {
        return Flux.merge(Flux.just(Boolean.TRUE), raised.asFlux(), Flux.interval(atLatest))
                .onBackpressureLatest();
    }
}
