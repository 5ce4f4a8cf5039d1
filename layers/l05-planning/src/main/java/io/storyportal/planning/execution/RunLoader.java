package io.storyportal.planning.execution;

import io.storyportal.planning.definition.DefinitionCodec;
import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.definition.PlanSignature;
import io.storyportal.planning.definition.PlanTask;
import io.storyportal.planning.ledger.GoalRecord;
import io.storyportal.planning.ledger.PlanLedger;
import io.storyportal.planning.ledger.PlanRecord;
import io.storyportal.planning.ledger.TaskRecord;
import io.storyportal.planning.ledger.TaskStatus;
import io.storyportal.planning.validation.TaskGraph;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings a claimed run to where it can be executed: reads it from L01 and checks that the plan is what was signed. */
final class RunLoader {
    private final PlanLedger ledger;
    private final PlanSignature signature;
    private final TaskCalls calls;

    RunLoader(PlanLedger ledger, PlanSignature signature, TaskCalls calls) {
        this.ledger = ledger;
        this.signature = signature;
        this.calls = calls;
    }

    /** A plan that must not run, whoever tries; the message goes to the goal's owner. */
    static final class Unrunnable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient GoalRecord goal;
        private final transient PlanRecord plan;

        Unrunnable(GoalRecord goal, PlanRecord plan, String message) {
            super(message);
            this.goal = goal;
            this.plan = plan;
        }

        GoalRecord goal() {
            return goal;
        }

        PlanRecord plan() {
            return plan;
        }
    }

    /** Empty when L01 has no such plan (yet). */
    Mono<RunContext> load(Lease lease) {
        return Mono.zip(
                        ledger.goal(lease.goal()),
                        ledger.plan(lease.run().plan()),
                        ledger.tasks(lease.run().plan()))
                .map(found -> checked(lease, found.getT1(), found.getT2(), found.getT3()))
                .flatMap(this::restoreLargeOutputs);
    }

    private RunContext checked(Lease lease, GoalRecord goal, PlanRecord plan, List<TaskRecord> tasks) {
        var scope = new PlanSignature.Scope(lease.run().tenant().value(), goal.id(), plan.id());
        String signed = plan.signature();
        if (signed == null || !signature.verifies(scope, plan.steps(), signed)) {
            throw new Unrunnable(goal, plan, "The plan was altered after it was signed, so it does not run");
        }
        try {
            PlanDefinition definition = DefinitionCodec.read(plan.steps());
            return RunContext.of(lease, goal, plan, definition, tasks);
        } catch (IllegalArgumentException e) {
            throw new Unrunnable(goal, plan, String.valueOf(e.getMessage()));
        }
    }

    /** Outputs too large for L01 come again from where they were made, by their call keys; nothing runs for it. */
    private Mono<RunContext> restoreLargeOutputs(RunContext run) {
        List<PlanTask> kept = new TaskGraph(run.definition())
                .order().stream()
                        .filter(step -> isKeptElsewhere(run.progress().state(step)))
                        .map(step -> run.definition().task(step).orElseThrow())
                        .toList();
        if (kept.isEmpty() || run.planStatus().ended()) {
            return Mono.just(run);
        }
        return Flux.fromIterable(kept)
                .reduceWith(
                        () -> Mono.just(run.progress()),
                        (before, task) -> before.flatMap(progress -> calls.attempt(run, progress, task)
                                .map(result ->
                                        progress.with(progress.state(task.id()).withOutput(result.output())))))
                .flatMap(last -> last)
                .map(run::with);
    }

    private static boolean isKeptElsewhere(TaskState task) {
        return task.status() == TaskStatus.COMPLETED
                && task.output() != null
                && Transitions.keptElsewhere(task.output());
    }
}
