package io.storyportal.planning.execution;

import io.storyportal.planning.definition.Cost;
import io.storyportal.planning.ledger.TaskRecord;
import io.storyportal.planning.ledger.TaskStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where one task of a running plan stands. */
record TaskState(
        UUID id,
        String step,
        TaskStatus status,
        int attempt,
        @Nullable JsonNode output,
        @Nullable String error,
        Cost cost,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {

    static TaskState of(TaskRecord task) {
        return new TaskState(
                task.id(),
                task.name(),
                task.status(),
                task.attempt(),
                task.output(),
                task.error(),
                Cost.in(task.metadata()),
                task.startedAt(),
                task.completedAt());
    }

    /** The next attempt begins, or the first. */
    TaskState started(Instant now) {
        Instant since = startedAt == null ? now : startedAt;
        return new TaskState(id, step, TaskStatus.RUNNING, attempt + 1, null, error, cost, since, null);
    }

    TaskState completed(JsonNode result, Cost spent, Instant now) {
        return new TaskState(id, step, TaskStatus.COMPLETED, attempt, result, null, cost.plus(spent), startedAt, now);
    }

    TaskState withOutput(JsonNode restored) {
        return new TaskState(id, step, status, attempt, restored, error, cost, startedAt, completedAt);
    }

    TaskState ended(TaskStatus how, @Nullable String why, Instant now) {
        return new TaskState(id, step, how, attempt, null, why, cost, startedAt, now);
    }
}
