package io.storyportal.data.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.storyportal.data.database.Slice;
import io.storyportal.data.journal.EventEnvelope;
import io.storyportal.data.journal.JournalSignal;
import io.storyportal.data.schemas.EventPattern;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.health.Drain;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Follows a tenant's log as server-sent events. Each reader pulls its own pages, so one that is slow holds two pages of
 * events and no connection. When the process stops, streams end and {@code Last-Event-ID} resumes them elsewhere.
 */
final class EventStream {

    private static final int PAGE = 100;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PING = Duration.ofSeconds(10);

    private final EventLog log;
    private final JournalSignal signal;
    private final Drain drain;
    private final AtomicInteger readers;

    EventStream(EventLog log, JournalSignal signal, Drain drain, MeterRegistry metrics) {
        this.log = log;
        this.signal = signal;
        this.drain = drain;
        this.readers = Objects.requireNonNull(metrics.gauge("l01.stream.readers", new AtomicInteger()));
    }

    /** {@code seen} is the position last seen; null begins with what is recorded from now on. */
    Flux<ServerSentEvent<EventEnvelope>> follow(@Nullable Long seen, EventPattern types, Caller caller) {
        return Flux.using(
                readers::incrementAndGet, reader -> events(seen, types, caller), reader -> readers.decrementAndGet());
    }

    private Flux<ServerSentEvent<EventEnvelope>> events(@Nullable Long seen, EventPattern types, Caller caller) {
        Mono<Long> start = seen != null ? Mono.just(seen) : lastPosition(caller.tenant());
        return start.flatMapMany(position -> {
            AtomicLong last = new AtomicLong(position);
            Flux<ServerSentEvent<EventEnvelope>> events = signal.ticksOf(caller.tenant(), LOOK)
                    .concatMap(tick -> newEvents(caller.tenant(), types, last), 1)
                    .map(EventStream::event);
            return Flux.merge(1, events, pings()).takeUntilOther(drain.signal());
        });
    }

    /** Page after page until nothing is left; the next page is read when the reader has taken this one. */
    private Flux<EventEnvelope> newEvents(TenantId tenant, EventPattern types, AtomicLong last) {
        return Mono.defer(() -> log.read(tenant, EventQuery.after(last.get()), null, PAGE))
                .expand(page -> page.more()
                        ? log.read(
                                tenant, EventQuery.after(page.rows().getLast().position()), null, PAGE)
                        : Mono.empty())
                .concatMapIterable(Slice::rows, 1)
                .doOnNext(event -> last.set(event.position()))
                .filter(event -> types.matches(event.eventType()));
    }

    private Mono<Long> lastPosition(TenantId tenant) {
        EventQuery newest = new EventQuery(null, null, EventPattern.ALL, null, null, null, null, true);
        return log.read(tenant, newest, null, 1)
                .map(found ->
                        found.rows().isEmpty() ? 0L : found.rows().getFirst().position());
    }

    private static ServerSentEvent<EventEnvelope> event(EventEnvelope event) {
        return ServerSentEvent.builder(event)
                .id(Long.toString(event.position()))
                .event(event.eventType())
                .build();
    }

    private static Flux<ServerSentEvent<EventEnvelope>> pings() {
        return Flux.interval(PING).onBackpressureDrop().map(tick -> ServerSentEvent.<EventEnvelope>builder()
                .comment("ping")
                .build());
    }
}
