package io.storyportal.data.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.storyportal.data.DataProperties;
import io.storyportal.data.database.Slice;
import io.storyportal.data.journal.EventEnvelope;
import io.storyportal.data.journal.JournalSignal;
import io.storyportal.data.schemas.EventPattern;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.health.Drain;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Follows a tenant's log as server-sent events. Each reader pulls its own pages, so one that is slow holds two pages of
 * events, the few dozen that the server has in hand and no connection, until it is cut off. Whenever a stream ends from this side, its last
 * event says why and where to resume.
 */
final class EventStream {

    private static final int PAGE = 100;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PING = Duration.ofSeconds(10);
    /** Who does not even take the last event within this is broken off. */
    private static final Duration LAST_EVENT = Duration.ofSeconds(30);

    private final EventLog log;
    private final JournalSignal signal;
    private final Drain drain;
    private final DataProperties.Events settings;
    private final AtomicInteger readers;

    EventStream(
            EventLog log, JournalSignal signal, Drain drain, DataProperties.Events settings, MeterRegistry metrics) {
        this.log = log;
        this.signal = signal;
        this.drain = drain;
        this.settings = settings;
        this.readers = Objects.requireNonNull(metrics.gauge("l01.stream.readers", new AtomicInteger()));
    }

    /** {@code seen} is the position last seen; null begins with what is recorded from now on. */
    Flux<ServerSentEvent<?>> follow(@Nullable Long seen, EventPattern types, Caller caller) {
        Mono<Long> start = seen != null ? Mono.just(seen) : lastPosition(caller.tenant());
        return start.flatMapMany(position -> untilItEnds(position, types, caller));
    }

    private Flux<ServerSentEvent<?>> untilItEnds(long position, EventPattern types, Caller caller) {
        AtomicLong given = new AtomicLong(position);
        AtomicBoolean cut = new AtomicBoolean();
        ReaderPace pace = new ReaderPace(settings.readerPatience());
        Mono<Void> slow = pace.isSlow().doOnSuccess(done -> cut.set(true));
        Flux<ServerSentEvent<?>> events = Flux.using(
                        readers::incrementAndGet,
                        reader -> events(position, types, caller).doOnNext(event -> remember(event, given)),
                        reader -> readers.decrementAndGet())
                .takeUntilOther(Mono.firstWithSignal(drain.signal(), slow));
        Mono<ServerSentEvent<?>> end = Mono.<ServerSentEvent<?>>fromSupplier(
                        () -> end(new StreamEnd(cut.get() ? StreamEnd.SLOW_READER : StreamEnd.STOPPING, given.get())))
                .timeout(LAST_EVENT);
        return pace.watch(events).concatWith(end);
    }

    private Flux<ServerSentEvent<?>> events(long position, EventPattern types, Caller caller) {
        AtomicLong last = new AtomicLong(position);
        Flux<ServerSentEvent<?>> events = signal.ticksOf(caller.tenant(), LOOK)
                .concatMap(tick -> newEvents(caller.tenant(), types, last), 1)
                .map(EventStream::event);
        return Flux.merge(1, events, pings());
    }

    private static void remember(ServerSentEvent<?> event, AtomicLong given) {
        String id = event.id();
        if (id != null) {
            given.set(Long.parseLong(id));
        }
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

    private static ServerSentEvent<?> end(StreamEnd end) {
        return ServerSentEvent.builder(end)
                .id(Long.toString(end.resumeAfter()))
                .event(StreamEnd.EVENT)
                .build();
    }

    private static ServerSentEvent<?> event(EventEnvelope event) {
        return ServerSentEvent.builder(event)
                .id(Long.toString(event.position()))
                .event(event.eventType())
                .build();
    }

    private static Flux<ServerSentEvent<?>> pings() {
        return Flux.interval(PING).onBackpressureDrop().map(tick -> ServerSentEvent.<EventEnvelope>builder()
                .comment("ping")
                .build());
    }
}
