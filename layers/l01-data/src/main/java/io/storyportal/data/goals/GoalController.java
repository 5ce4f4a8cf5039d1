package io.storyportal.data.goals;

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

/** HTTP for goals. */
@RestController
@RequestMapping("/api/goals")
final class GoalController {

    private final ResourceRoutes<Goal> goals;

    GoalController(Resources resources) {
        this.goals = resources.routes(Goals.TYPE);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Goal>> createGoal(
            @Valid @RequestBody CreateGoal body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return goals.create(body, idempotencyKey, caller);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Goal>> getGoal(@PathVariable UUID id, Caller caller) {
        return goals.get(id, caller);
    }

    @GetMapping
    Mono<Page<Goal>> listGoals(
            @RequestParam(required = false) @Nullable @Size(max = 500) String status,
            @RequestParam(name = "agent_id", required = false) @Nullable UUID agentId,
            @RequestParam(name = "parent_goal_id", required = false) @Nullable UUID parentGoalId,
            @RequestParam(required = false) @Nullable Integer priority,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        Filters filters = new Filters()
                .anyOf("status", status)
                .equal("agent_id", agentId)
                .equal("parent_goal_id", parentGoalId)
                .equal("priority", priority);
        return goals.list(filters, PageRequest.of(limit, cursor, order), caller);
    }

    @PatchMapping("/{id}")
    Mono<ResponseEntity<Goal>> updateGoal(
            @PathVariable UUID id,
            @Valid @RequestBody UpdateGoal body,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return goals.update(id, body, ifMatch, idempotencyKey, caller);
    }
}
