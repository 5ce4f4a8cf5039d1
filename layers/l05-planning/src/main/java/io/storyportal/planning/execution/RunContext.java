package io.storyportal.planning.execution;

import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.ledger.GoalRecord;
import io.storyportal.planning.ledger.PlanRecord;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.ledger.TaskRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Everything an executor knows when it takes a run over: the plan as it was signed and the state as L01 has it.
 *
 * @param agentNamed the plan in L01 already says who works on it
 * @param versions of goal, plan and tasks by id, for If-Match
 * @param startedBefore false when no task can have run yet
 * @param fresh the plan was accepted a moment ago by this process, so nothing of it can have happened yet
 */
record RunContext(
        Lease lease,
        UUID agent,
        boolean agentNamed,
        Status goalStatus,
        Status planStatus,
        JsonNode planMetadata,
        PlanDefinition definition,
        Progress progress,
        Map<UUID, Long> versions,
        boolean startedBefore,
        boolean fresh) {

    static RunContext of(
            Lease lease, GoalRecord goal, PlanRecord plan, PlanDefinition definition, List<TaskRecord> tasks) {
        Map<UUID, Long> versions = new HashMap<>();
        versions.put(goal.id(), goal.version());
        versions.put(plan.id(), plan.version());
        tasks.forEach(task -> versions.put(task.id(), task.version()));
        UUID agent = plan.agent();
        if (agent == null) {
            throw new IllegalArgumentException("The plan has no agent");
        }
        return new RunContext(
                lease,
                agent,
                agent.equals(plan.agentId()),
                goal.status(),
                plan.status(),
                plan.metadata(),
                definition,
                Progress.of(definition, tasks.stream().map(TaskState::of).toList()),
                versions,
                plan.startedAt() != null,
                false);
    }

    RunContext justAccepted() {
        return new RunContext(
                lease,
                agent,
                agentNamed,
                goalStatus,
                planStatus,
                planMetadata,
                definition,
                progress,
                versions,
                false,
                true);
    }

    RunContext with(Progress restored) {
        return new RunContext(
                lease,
                agent,
                agentNamed,
                goalStatus,
                planStatus,
                planMetadata,
                definition,
                restored,
                versions,
                startedBefore,
                fresh);
    }

    UUID goal() {
        return lease.goal();
    }

    UUID plan() {
        return lease.run().plan();
    }
}
