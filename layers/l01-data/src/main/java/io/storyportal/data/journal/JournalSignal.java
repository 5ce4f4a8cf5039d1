package io.storyportal.data.journal;

import io.storyportal.kit.web.ids.TenantId;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Tells those who read the log that there is something new. Only a hint: what another instance recorded, or what came
 * while nobody listened, is found by looking at the log from time to time.
 */
public final class JournalSignal {

    private final Sinks.Many<TenantId> raised = Sinks.many().multicast().directBestEffort();

    /** One at a time: a sink drops what is emitted into it concurrently. */
    public synchronized void raise(TenantId tenant) {
        raised.tryEmitNext(tenant);
    }

    /** A tick now, whenever any tenant recorded something, and at the latest after each interval. */
    public Flux<Object> ticks(Duration atLatest) {
        return ticks(raised.asFlux(), atLatest);
    }

    /** The same for one tenant. */
    public Flux<Object> ticksOf(TenantId tenant, Duration atLatest) {
        return ticks(raised.asFlux().filter(tenant::equals), atLatest);
    }

    /** Ticks that nobody was ready for melt into one. */
    private static Flux<Object> ticks(Flux<TenantId> signals, Duration atLatest) {
        return Flux.<Object>merge(Flux.just(Boolean.TRUE), signals, Flux.interval(atLatest))
                .onBackpressureLatest();
    }
}
