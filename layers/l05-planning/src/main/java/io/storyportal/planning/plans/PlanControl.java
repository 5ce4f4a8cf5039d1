package io.storyportal.planning.plans;

import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.planning.PlanningProblem;
import io.storyportal.planning.execution.RunKey;
import io.storyportal.planning.execution.Runs;
import io.storyportal.planning.ledger.Change;
import io.storyportal.planning.ledger.Change.Resource;
import io.storyportal.planning.ledger.GoalRecord;
import io.storyportal.planning.ledger.PlanLedger;
import io.storyportal.planning.ledger.PlanRecord;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.ledger.TaskStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Moves plans from outside: execute, pause, resume, cancel, retry. A move is a change in L01; whoever executes the plan
 * is nudged and follows it, and would hear of it from the events otherwise.
 */
public final class PlanControl {
    private static final Retry WHEN_OVERTAKEN = Retry.max(3)
            .filter(PlanLedger.StaleVersion.class::isInstance)
            .onRetryExhaustedThrow((spec, signal) -> signal.failure());

    private final PlanLedger ledger;
    private final Runs runs;
    private final PlanChecks checks;
    private final Clock clock;

    public PlanControl(PlanLedger ledger, Runs runs, PlanChecks checks, Clock clock) {
        this.ledger = ledger;
        this.runs = runs;
        this.checks = checks;
        this.clock = clock;
    }

    Mono<Void> execute(TenantId tenant, UUID plan) {
        Set<Status> from = EnumSet.of(Status.DRAFT, Status.AWAITING_APPROVAL);
        return plan(plan).flatMap(found -> checks.require(tenant, found)).then(move(tenant, plan, from, Status.QUEUED));
    }

    Mono<Void> pause(TenantId tenant, UUID plan) {
        return move(tenant, plan, EnumSet.of(Status.QUEUED, Status.RUNNING), Status.PAUSED);
    }

    Mono<Void> resume(TenantId tenant, UUID plan) {
        return move(tenant, plan, EnumSet.of(Status.PAUSED), Status.QUEUED);
    }

    Mono<Void> cancel(TenantId tenant, UUID plan) {
        Set<Status> from =
                EnumSet.of(Status.DRAFT, Status.AWAITING_APPROVAL, Status.QUEUED, Status.RUNNING, Status.PAUSED);
        return move(tenant, plan, from, Status.CANCELLED);
    }

    /** The goal with its plan; one that still waits for its plan is cancelled alone. */
    public Mono<Void> cancelGoal(TenantId tenant, UUID goalId) {
        return goal(goalId)
                .flatMap(goal -> {
                    UUID plan = goal.planId();
                    Mono<PlanRecord> made = plan == null ? Mono.empty() : ledger.plan(plan);
                    return made.flatMap(found -> cancel(tenant, found.id()).thenReturn(true))
                            .switchIfEmpty(
                                    Mono.defer(() -> cancelUnplanned(goal).thenReturn(true)));
                })
                .retryWhen(WHEN_OVERTAKEN)
                .then();
    }

    /**
     * Runs again what failed and what was skipped for it.
     *
     * @param from also this step and everything after it; null for none
     */
    Mono<Void> retry(TenantId tenant, UUID plan, @Nullable String from) {
        return Mono.defer(() -> plan(plan).flatMap(found -> {
                    requireFrom(found.status(), EnumSet.of(Status.FAILED, Status.CANCELLED), "retried");
                    return Mono.zip(goal(found.goalId()), again(found, from))
                            .flatMap(read -> commit(
                                    tenant, found, read.getT1(), Status.QUEUED, read.getT2(), withAnotherAgent(found)));
                }))
                .retryWhen(WHEN_OVERTAKEN);
    }

    /** The first agent was terminated with its plan. */
    private static Map<String, Object> withAnotherAgent(PlanRecord plan) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        plan.metadata().properties().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        metadata.put(PlanRecord.INTENDED_AGENT, Ids.uuid7().toString());
        return Map.of("metadata", metadata);
    }

    private Mono<List<Change>> again(PlanRecord plan, @Nullable String from) {
        Set<String> wanted = checks.stepsFrom(plan, from);
        return ledger.tasks(plan.id()).map(tasks -> {
            List<Change> changes = new ArrayList<>();
            for (var task : tasks) {
                boolean undone = task.status() != TaskStatus.COMPLETED && task.status() != TaskStatus.PENDING;
                if (undone || wanted.contains(task.name()) && task.status() == TaskStatus.COMPLETED) {
                    changes.add(Change.patch(
                            Resource.TASKS, task.id(), task.version(), Map.of("status", TaskStatus.PENDING.wire())));
                }
            }
            return changes;
        });
    }

    private Mono<Void> move(TenantId tenant, UUID plan, Set<Status> from, Status to) {
        return Mono.defer(() -> plan(plan).flatMap(found -> {
                    requireFrom(found.status(), from, to.wire());
                    return goal(found.goalId()).flatMap(goal -> commit(tenant, found, goal, to, List.of(), Map.of()));
                }))
                .retryWhen(WHEN_OVERTAKEN);
    }

    private Mono<Void> commit(
            TenantId tenant,
            PlanRecord plan,
            GoalRecord goal,
            Status to,
            List<Change> tasks,
            Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", to.wire());
        if (to.ended()) {
            body.put("completed_at", clock.instant().toString());
        }
        Map<String, Object> planBody = new LinkedHashMap<>(body);
        planBody.putAll(more);
        List<Change> changes = new ArrayList<>(tasks);
        changes.add(Change.patch(Resource.PLANS, plan.id(), plan.version(), planBody));
        changes.add(Change.patch(Resource.GOALS, goal.id(), goal.version(), body));
        return ledger.commit("move/" + plan.id() + "/" + plan.version() + "/" + UUID.randomUUID(), changes)
                .then(Mono.defer(() -> runs.nudge(new RunKey(tenant, plan.id()), goal.id())));
    }

    private Mono<Void> cancelUnplanned(GoalRecord goal) {
        requireFrom(goal.status(), EnumSet.of(Status.DRAFT, Status.QUEUED, Status.RUNNING), Status.CANCELLED.wire());
        Map<String, Object> body = Map.of(
                "status",
                Status.CANCELLED.wire(),
                "completed_at",
                clock.instant().toString());
        return ledger.commit(
                        "cancel/" + goal.id() + "/" + UUID.randomUUID(),
                        List.of(Change.patch(Resource.GOALS, goal.id(), goal.version(), body)))
                .then();
    }

    private static void requireFrom(Status status, Set<Status> allowed, String move) {
        if (!allowed.contains(status)) {
            String from = allowed.stream().map(Status::wire).collect(Collectors.joining(", "));
            throw PlanningProblem.ILLEGAL_MOVE.exception(
                    "It is %s; only from %s can it be %s".formatted(status.wire(), from, move));
        }
    }

    private Mono<PlanRecord> plan(UUID id) {
        return ledger.plan(id)
                .switchIfEmpty(Mono.error(() -> CommonProblem.NOT_FOUND.exception("There is no plan " + id)));
    }

    private Mono<GoalRecord> goal(UUID id) {
        return ledger.goal(id)
                .switchIfEmpty(Mono.error(() -> CommonProblem.NOT_FOUND.exception("There is no goal " + id)));
    }
}
