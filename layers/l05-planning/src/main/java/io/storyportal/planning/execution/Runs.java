package io.storyportal.planning.execution;

import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.ledger.GoalRecord;
import io.storyportal.planning.ledger.PlanRecord;
import io.storyportal.planning.ledger.TaskRecord;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The door to execution for the rest of the layer. */
public final class Runs {
    private final RunScheduler scheduler;

    public Runs(RunScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Executes a plan that was created in L01 a moment ago, from the records it was created with. */
    public Mono<Void> begin(
            RunKey run, GoalRecord goal, PlanRecord plan, PlanDefinition definition, List<TaskRecord> tasks) {
        return scheduler.begin(run, goal.id(), lease -> RunContext.of(lease, goal, plan, definition, tasks)
                .justAccepted());
    }

    /** There is, or will be, a plan to execute. */
    public Mono<Void> offer(RunKey run, UUID goal) {
        return scheduler.offer(run, goal);
    }

    /** The plan's status was changed in L01. */
    public Mono<Void> nudge(RunKey run, UUID goal) {
        return scheduler.nudge(run, goal);
    }
}
