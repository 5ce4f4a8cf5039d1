package io.storyportal.planning.bridge;

import io.storyportal.client.l01.model.Document;
import io.storyportal.client.l01.model.Goal;
import io.storyportal.client.l01.model.Plan;
import io.storyportal.client.l01.model.Task;
import io.storyportal.planning.ledger.DocumentRecord;
import io.storyportal.planning.ledger.GoalRecord;
import io.storyportal.planning.ledger.PlanRecord;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.ledger.TaskRecord;
import io.storyportal.planning.ledger.TaskStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** L01's answers as this layer's records. */
public final class L01Records {
    static final Comparator<Task> BY_SEQUENCE = Comparator.comparingInt(task -> given(task.getSequenceOrder()));

    private final JsonMapper json;

    public L01Records(JsonMapper json) {
        this.json = json;
    }

    GoalRecord goal(Goal goal) {
        return new GoalRecord(
                given(goal.getId()),
                given(goal.getVersion()),
                given(goal.getCreatedAt()),
                goal.getAgentId(),
                given(goal.getDescription()),
                list(goal.getSuccessCriteria()),
                Status.of(given(goal.getStatus()).getValue()),
                given(goal.getPriority()),
                list(goal.getInputArtifactIds()),
                tree(goal.getError()),
                object(goal.getMetadata()),
                goal.getCompletedAt());
    }

    PlanRecord plan(Plan plan) {
        return new PlanRecord(
                given(plan.getId()),
                given(plan.getVersion()),
                given(plan.getCreatedAt()),
                given(plan.getGoalId()),
                plan.getAgentId(),
                given(plan.getPlanType()),
                plan.getOrigin() == null ? null : plan.getOrigin().getValue(),
                json.valueToTree(given(plan.getSteps())),
                Status.of(given(plan.getStatus()).getValue()),
                plan.getSignature(),
                tree(plan.getError()),
                object(plan.getMetadata()),
                plan.getStartedAt(),
                plan.getCompletedAt());
    }

    TaskRecord task(Task task) {
        return new TaskRecord(
                given(task.getId()),
                given(task.getVersion()),
                given(task.getPlanId()),
                given(task.getName()),
                task.getDescription() == null ? "" : task.getDescription(),
                task.getTaskType(),
                list(task.getDependsOn()),
                TaskStatus.of(given(task.getStatus()).getValue()),
                given(task.getAttempt()),
                tree(task.getOutputData()),
                task.getErrorMessage(),
                object(task.getMetadata()),
                task.getStartedAt(),
                task.getCompletedAt());
    }

    DocumentRecord document(Document document) {
        return new DocumentRecord(
                given(document.getId()),
                given(document.getTitle()),
                given(document.getContentType()),
                document.getContent() == null ? "" : document.getContent());
    }

    private @Nullable JsonNode tree(@Nullable Object value) {
        return value == null ? null : json.valueToTree(value);
    }

    private JsonNode object(@Nullable Map<String, Object> value) {
        return json.valueToTree(value == null ? Map.of() : value);
    }

    static <T> List<T> list(@Nullable List<T> items) {
        return items == null ? List.of() : items;
    }

    /** What L01 always answers. */
    static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("L01 left out a field that it always has");
        }
        return value;
    }
}
