package io.storyportal.data.journal;

import io.storyportal.kit.web.ids.TenantId;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Tells those who read the log that there is something new, recorded here or by another instance. Only a hint: what is
 * missed while nobody listens is found by looking at the log from time to time.
 */
public final class JournalSignal {

    /** Empty when it may be any tenant. */
    private final Sinks.Many<Optional<TenantId>> raised =
            Sinks.many().multicast().directBestEffort();

    private final Sinks.Many<TenantId> here = Sinks.many().multicast().directBestEffort();

    /** This instance recorded something. One at a time: a sink drops what is emitted into it concurrently. */
    public synchronized void raise(TenantId tenant) {
        raised.tryEmitNext(Optional.of(tenant));
        here.tryEmitNext(tenant);
    }

    /** Another instance recorded something for the tenant, or for any. */
    synchronized void hear(Optional<TenantId> tenant) {
        raised.tryEmitNext(tenant);
    }

    /** The tenants this instance recorded something for; lost on a subscriber that is not ready. */
    Flux<TenantId> raisedHere() {
        return here.asFlux();
    }

    /** A tick now, whenever any tenant recorded something, and at the latest after each interval. */
    public Flux<Object> ticks(Duration atLatest) {
        return ticks(raised.asFlux(), atLatest);
    }

    /** The same for one tenant. */
    public Flux<Object> ticksOf(TenantId tenant, Duration atLatest) {
        return ticks(raised.asFlux().filter(of -> of.isEmpty() || tenant.equals(of.get())), atLatest);
    }

    /** Ticks that nobody was ready for melt into one. */
    private static Flux<Object> ticks(Flux<?> signals, Duration atLatest) {
        return Flux.<Object>merge(Flux.just(Boolean.TRUE), signals, Flux.interval(atLatest))
                .onBackpressureLatest();
    }
}
