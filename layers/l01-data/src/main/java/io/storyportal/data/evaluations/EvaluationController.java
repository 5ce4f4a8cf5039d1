package io.storyportal.data.evaluations;

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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** HTTP for evaluations. */
@RestController
@RequestMapping("/api/evaluations")
final class EvaluationController {

    private final ResourceRoutes<Evaluation> evaluations;
    private final EvaluationStatistics stats;

    EvaluationController(Resources resources, EvaluationStatistics stats) {
        this.evaluations = resources.routes(Evaluations.TYPE);
        this.stats = stats;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Evaluation>> createEvaluation(
            @Valid @RequestBody CreateEvaluation body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return evaluations.create(body, idempotencyKey, caller);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Evaluation>> getEvaluation(@PathVariable UUID id, Caller caller) {
        return evaluations.get(id, caller);
    }

    @GetMapping
    Mono<Page<Evaluation>> listEvaluations(
            @RequestParam(name = "agent_id", required = false) @Nullable UUID agentId,
            @RequestParam(name = "task_id", required = false) @Nullable UUID taskId,
            @RequestParam(name = "evaluation_type", required = false) @Nullable @Size(max = 500) String evaluationType,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        Filters filters = during(from, to)
                .equal("agent_id", agentId)
                .equal("task_id", taskId)
                .anyOf("evaluation_type", evaluationType);
        return evaluations.list(filters, PageRequest.of(limit, cursor, order), caller);
    }

    /** Count, average, least, greatest and latest score of an agent, per type; {@code to} is excluded. */
    @GetMapping("/agent/{id}/stats")
    Mono<EvaluationStats> getEvaluationStats(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            Caller caller) {
        return stats.of(id, during(from, to), caller);
    }

    private static Filters during(@Nullable Instant from, @Nullable Instant to) {
        return new Filters().with("created_at >= ?", from).with("created_at < ?", to);
    }
}
