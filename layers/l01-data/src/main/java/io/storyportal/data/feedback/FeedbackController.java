package io.storyportal.data.feedback;

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
import java.time.Instant;
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

/** HTTP for feedback. */
@RestController
@RequestMapping("/api/feedback")
final class FeedbackController {

    private final ResourceRoutes<Feedback> feedback;

    FeedbackController(Resources resources) {
        this.feedback = resources.routes(FeedbackEntries.TYPE);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Feedback>> createFeedback(
            @Valid @RequestBody CreateFeedback body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return feedback.create(body, idempotencyKey, caller);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Feedback>> getFeedback(@PathVariable UUID id, Caller caller) {
        return feedback.get(id, caller);
    }

    @GetMapping
    Mono<Page<Feedback>> listFeedback(
            @RequestParam(name = "agent_id", required = false) @Nullable UUID agentId,
            @RequestParam(name = "task_id", required = false) @Nullable UUID taskId,
            @RequestParam(name = "feedback_type", required = false) @Nullable @Size(max = 500) String feedbackType,
            @RequestParam(required = false) @Nullable @Min(1) @Max(5) Integer rating,
            @RequestParam(required = false) @Nullable Boolean processed,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        Filters filters = new Filters()
                .equal("agent_id", agentId)
                .equal("task_id", taskId)
                .anyOf("feedback_type", feedbackType)
                .equal("rating", rating)
                .equal("processed", processed)
                .with("created_at >= ?", from)
                .with("created_at < ?", to);
        return feedback.list(filters, PageRequest.of(limit, cursor, order), caller);
    }

    /** What nobody has dealt with yet, the oldest first. */
    @GetMapping("/unprocessed")
    Mono<Page<Feedback>> listUnprocessedFeedback(
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            Caller caller) {
        return feedback.list(new Filters().where("not processed"), PageRequest.of(limit, cursor, "asc"), caller);
    }

    @PatchMapping("/{id}")
    Mono<ResponseEntity<Feedback>> updateFeedback(
            @PathVariable UUID id,
            @Valid @RequestBody UpdateFeedback body,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return feedback.update(id, body, ifMatch, idempotencyKey, caller);
    }
}
