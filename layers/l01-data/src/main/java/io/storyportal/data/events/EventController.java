package io.storyportal.data.events;

import io.storyportal.data.journal.EventEnvelope;
import io.storyportal.data.resources.Services;
import io.storyportal.data.schemas.EventPattern;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Limit;
import io.storyportal.kit.web.page.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** HTTP for the log itself: appending, searching, following. */
@RestController
@RequestMapping("/api/events")
final class EventController {

    private final EventAppends appends;
    private final EventLog log;
    private final EventStream stream;
    private final EventFeed feed;

    EventController(EventAppends appends, EventLog log, EventStream stream, EventFeed feed) {
        this.appends = appends;
        this.log = log;
        this.stream = stream;
        this.feed = feed;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<EventEnvelope> appendEvent(
            @Valid @RequestBody AppendEvent body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return appends.append(List.of(body), idempotencyKey, caller).map(List::getFirst);
    }

    @PostMapping("/batch")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<AppendedEvents> appendEvents(
            @Valid @RequestBody EventBatch body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return appends.append(body.events(), idempotencyKey, caller).map(AppendedEvents::new);
    }

    @GetMapping("/{id}")
    Mono<EventEnvelope> getEvent(@PathVariable UUID id, Caller caller) {
        return log.byId(id, caller);
    }

    @GetMapping
    Mono<Page<EventEnvelope>> listEvents(
            @RequestParam(name = "aggregate_type", required = false) @Nullable @Size(max = 100) String aggregateType,
            @RequestParam(name = "aggregate_id", required = false) @Nullable UUID aggregateId,
            @RequestParam(name = "event_type", required = false)
                    @Nullable
                    @Pattern(regexp = EventPattern.SYNTAX)
                    @Size(max = 500)
                    String eventType,
            @RequestParam(required = false) @Nullable @PositiveOrZero Long after,
            @RequestParam(required = false) @Nullable @PositiveOrZero Long before,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        EventQuery query = new EventQuery(
                aggregateType,
                aggregateId,
                EventPattern.parse(eventType),
                after,
                before,
                from,
                to,
                "desc".equals(order));
        return log.page(query, Limit.of(limit), Positions.in(cursor), caller);
    }

    /**
     * Everything after a position, then what comes; {@code Last-Event-ID}, the position last seen, goes first. A stream that
     * this side ends has a last event {@code end} with {@code reason} and {@code resume_after}.
     */
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<?>> streamEvents(
            @RequestParam(name = "event_type", required = false)
                    @Nullable
                    @Pattern(regexp = EventPattern.SYNTAX)
                    @Size(max = 500)
                    String eventType,
            @RequestParam(required = false) @Nullable @PositiveOrZero Long after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable @Pattern(regexp = "\\d{1,18}")
                    String lastEventId,
            Caller caller) {
        Long seen = lastEventId == null ? after : Long.valueOf(lastEventId);
        return stream.follow(seen, EventPattern.parse(eventType), caller);
    }

    /** Events of all tenants in an order that never skips one; for the platform's own services. */
    @GetMapping("/feed")
    Mono<EventFeedPage> feedEvents(
            @RequestParam(required = false) @Nullable @Size(max = 100) String after,
            @RequestParam(required = false) @Nullable @Pattern(regexp = EventPattern.SYNTAX) @Size(max = 500)
                    String types,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            Caller caller) {
        Services.require(caller);
        return feed.after(after, EventPattern.parse(types), Limit.of(limit));
    }
}
