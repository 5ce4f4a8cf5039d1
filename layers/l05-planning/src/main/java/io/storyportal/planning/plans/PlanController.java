package io.storyportal.planning.plans;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.planning.ledger.PlanLedger;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Plans and tasks over HTTP. */
@RestController
final class PlanController {
    private final PlanLedger ledger;
    private final PlanChecks checks;
    private final PlanMoves moves;

    PlanController(PlanLedger ledger, PlanChecks checks, PlanMoves moves) {
        this.ledger = ledger;
        this.checks = checks;
        this.moves = moves;
    }

    /** Which plan to execute. */
    record ExecutePlan(@NotNull UUID planId) {}

    /** @param fromTask a step to run again with all that come after it, beside what failed */
    record RetryPlan(
            @Nullable @Pattern(regexp = "[a-z0-9][a-z0-9_-]{0,63}")
            String fromTask) {}

    @PostMapping("/plans/execute")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<PlanView> executePlan(
            @Valid @RequestBody ExecutePlan request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        caller.require(Role.DEVELOPER);
        return moves.execute(caller, request.planId(), idempotencyKey);
    }

    @GetMapping("/plans/{plan_id}")
    Mono<PlanView> getPlan(@PathVariable("plan_id") UUID planId, Caller caller) {
        return moves.view(caller, planId);
    }

    @PostMapping("/plans/{plan_id}/validate")
    Mono<PlanChecks.Verdict> validatePlan(@PathVariable("plan_id") UUID planId, Caller caller) {
        return ledger.plan(planId).switchIfEmpty(noPlan(planId)).flatMap(plan -> checks.verdict(caller.tenant(), plan));
    }

    @PostMapping("/plans/{plan_id}/pause")
    Mono<PlanView> pausePlan(
            @PathVariable("plan_id") UUID planId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        caller.require(Role.DEVELOPER);
        return moves.pause(caller, planId, idempotencyKey);
    }

    @PostMapping("/plans/{plan_id}/resume")
    Mono<PlanView> resumePlan(
            @PathVariable("plan_id") UUID planId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        caller.require(Role.DEVELOPER);
        return moves.resume(caller, planId, idempotencyKey);
    }

    @PostMapping("/plans/{plan_id}/cancel")
    Mono<PlanView> cancelPlan(
            @PathVariable("plan_id") UUID planId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        caller.require(Role.DEVELOPER);
        return moves.cancel(caller, planId, idempotencyKey);
    }

    @PostMapping("/plans/{plan_id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<PlanView> retryPlan(
            @PathVariable("plan_id") UUID planId,
            @Valid @RequestBody(required = false) @Nullable RetryPlan request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        caller.require(Role.DEVELOPER);
        return moves.retry(caller, planId, request == null ? null : request.fromTask(), idempotencyKey);
    }

    @GetMapping("/tasks/{task_id}/status")
    Mono<TaskView> getTaskStatus(@PathVariable("task_id") UUID taskId) {
        return ledger.task(taskId)
                .map(TaskView::of)
                .switchIfEmpty(Mono.error(() -> CommonProblem.NOT_FOUND.exception("There is no task " + taskId)));
    }

    private static <T> Mono<T> noPlan(UUID id) {
        return Mono.error(() -> CommonProblem.NOT_FOUND.exception("There is no plan " + id));
    }
}
