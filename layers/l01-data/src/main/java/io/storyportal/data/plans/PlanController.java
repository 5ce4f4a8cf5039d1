package io.storyportal.data.plans;

import io.storyportal.data.events.Positions;
import io.storyportal.data.resources.Filters;
import io.storyportal.data.resources.PageRequest;
import io.storyportal.data.resources.ResourceRoutes;
import io.storyportal.data.resources.Resources;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Limit;
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

/** HTTP for plans. */
@RestController
@RequestMapping("/api/plans")
final class PlanController {

    private final ResourceRoutes<Plan> plans;
    private final PlanVersions versions;

    PlanController(Resources resources, PlanVersions versions) {
        this.versions = versions;
        this.plans = resources.routes(Plans.TYPE);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Plan>> createPlan(
            @Valid @RequestBody CreatePlan body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return plans.create(body, idempotencyKey, caller);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Plan>> getPlan(@PathVariable UUID id, Caller caller) {
        return plans.get(id, caller);
    }

    @GetMapping
    Mono<Page<Plan>> listPlans(
            @RequestParam(name = "goal_id", required = false) @Nullable UUID goalId,
            @RequestParam(name = "agent_id", required = false) @Nullable UUID agentId,
            @RequestParam(required = false) @Nullable @Size(max = 500) String status,
            @RequestParam(name = "plan_type", required = false) @Nullable @Size(max = 500) String planType,
            @RequestParam(required = false) @Nullable @Size(max = 500) String origin,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        Filters filters = new Filters()
                .equal("goal_id", goalId)
                .equal("agent_id", agentId)
                .anyOf("status", status)
                .equal("plan_type", planType)
                .equal("origin", origin);
        return plans.list(filters, PageRequest.of(limit, cursor, order), caller);
    }

    /** What the plan was after each of its changes, from the first. */
    @GetMapping("/{id}/versions")
    Mono<Page<PlanVersion>> listPlanVersions(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            Caller caller) {
        Long after = Positions.in(cursor);
        return versions.page(id, after == null ? 0 : after, Limit.of(limit), caller);
    }

    @PatchMapping("/{id}")
    Mono<ResponseEntity<Plan>> updatePlan(
            @PathVariable UUID id,
            @Valid @RequestBody UpdatePlan body,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return plans.update(id, body, ifMatch, idempotencyKey, caller);
    }
}
