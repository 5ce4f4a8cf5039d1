package io.storyportal.planning.plans;

import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.planning.definition.Cost;
import io.storyportal.planning.definition.DefinitionCodec;
import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.definition.PlanSignature;
import io.storyportal.planning.definition.PlanTask;
import io.storyportal.planning.ledger.Change;
import io.storyportal.planning.ledger.Change.Resource;
import io.storyportal.planning.ledger.PlanRecord;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.ledger.TaskRecord;
import io.storyportal.planning.ledger.TaskStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Signs a plan and writes it down: the plan with its tasks, as L01 will have them. */
public final class PlanAuthor {
    private final PlanSignature signature;
    private final Clock clock;

    public PlanAuthor(PlanSignature signature, Clock clock) {
        this.signature = signature;
        this.clock = clock;
    }

    /** A plan as it is created, and the changes that create it. */
    public record Written(PlanRecord plan, List<TaskRecord> tasks, List<Change> changes) {}

    public Written write(TenantId tenant, UUID goal, UUID plan, PlanDefinition definition, Status status) {
        JsonNode steps = DefinitionCodec.write(definition);
        String signed = signature.sign(new PlanSignature.Scope(tenant.value(), goal, plan), steps);
        PlanRecord record = record(goal, plan, definition, steps, signed, status);
        List<Change> changes = new ArrayList<>();
        changes.add(creation(record));
        List<TaskRecord> tasks = new ArrayList<>();
        for (PlanTask task : definition.tasks()) {
            TaskRecord made = task(plan, task);
            tasks.add(made);
            changes.add(creation(made, task, tasks.size()));
        }
        return new Written(record, tasks, changes);
    }

    private PlanRecord record(
            UUID goal, UUID plan, PlanDefinition definition, JsonNode steps, String signed, Status status) {
        var origin = definition.origin();
        var metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("origin_detail", origin.detail())
                .put(PlanRecord.INTENDED_AGENT, Ids.uuid7().toString())
                .setAll(Cost.of(origin.cost()).metadata());
        return new PlanRecord(
                plan,
                1,
                clock.instant(),
                goal,
                null,
                definition.name(),
                origin.source().wire(),
                steps,
                status,
                signed,
                null,
                metadata,
                null,
                null);
    }

    private static TaskRecord task(UUID plan, PlanTask task) {
        return new TaskRecord(
                Ids.uuid7(),
                1,
                plan,
                task.id(),
                task.description(),
                task.type().wire(),
                task.dependsOn(),
                TaskStatus.PENDING,
                0,
                null,
                null,
                JsonNodeFactory.instance.objectNode(),
                null,
                null);
    }

    private static Change creation(PlanRecord plan) {
        return Change.create(
                Resource.PLANS,
                plan.id(),
                Map.of(
                        "goal_id", plan.goalId(),
                        "plan_type", plan.planType(),
                        "origin", String.valueOf(plan.origin()),
                        "steps", plan.steps(),
                        "status", plan.status().wire(),
                        "signature", String.valueOf(plan.signature()),
                        "metadata", plan.metadata()));
    }

    private static Change creation(TaskRecord record, PlanTask task, int order) {
        return Change.create(
                Resource.TASKS,
                record.id(),
                Map.of(
                        "plan_id", record.planId(),
                        "name", task.id(),
                        "description", task.description(),
                        "task_type", task.tool() == null ? task.type().wire() : task.tool(),
                        "depends_on", task.dependsOn(),
                        "input_data", task.input(),
                        "status", TaskStatus.PENDING.wire(),
                        "attempt", 0,
                        "sequence_order", order));
    }
}
