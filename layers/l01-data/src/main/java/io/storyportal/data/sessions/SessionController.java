package io.storyportal.data.sessions;

import io.storyportal.data.events.EventHistory;
import io.storyportal.data.journal.AggregateKey;
import io.storyportal.data.journal.EventEnvelope;
import io.storyportal.data.resources.Filters;
import io.storyportal.data.resources.PageRequest;
import io.storyportal.data.resources.ResourceRoutes;
import io.storyportal.data.resources.Resources;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** HTTP for sessions. */
@RestController
@RequestMapping("/api/sessions")
final class SessionController {

    private final ResourceRoutes<Session> sessions;
    private final EventHistory history;

    SessionController(Resources resources, EventHistory history) {
        this.history = history;
        this.sessions = resources.routes(Sessions.TYPE);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Session>> createSession(
            @Valid @RequestBody CreateSession body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return sessions.create(body, idempotencyKey, caller);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Session>> getSession(@PathVariable UUID id, Caller caller) {
        return sessions.get(id, caller);
    }

    @GetMapping
    Mono<Page<Session>> listSessions(
            @RequestParam(name = "agent_id", required = false) @Nullable UUID agentId,
            @RequestParam(name = "session_type", required = false) @Nullable @Size(max = 500) String sessionType,
            @RequestParam(required = false) @Nullable @Size(max = 500) String status,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        Filters filters = new Filters()
                .equal("agent_id", agentId)
                .equal("session_type", sessionType)
                .anyOf("status", status);
        return sessions.list(filters, PageRequest.of(limit, cursor, order), caller);
    }

    /** What happened to the session, by version. */
    @GetMapping("/{id}/history")
    Mono<Page<EventEnvelope>> getSessionHistory(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        return history.page(new AggregateKey("session", id), limit, cursor, order, caller);
    }

    @PatchMapping("/{id}")
    Mono<ResponseEntity<Session>> updateSession(
            @PathVariable UUID id,
            @Valid @RequestBody UpdateSession body,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return sessions.update(id, body, ifMatch, idempotencyKey, caller);
    }
}
