package io.storyportal.planning.plans;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.storyportal.planning.ledger.TaskRecord;
import io.storyportal.planning.ledger.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a task stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskView(
        UUID id,
        long version,
        UUID planId,
        String name,
        String description,
        @Nullable String tool,
        List<String> dependsOn,
        TaskStatus status,
        int attempt,
        @Nullable String error,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {
    static TaskView of(TaskRecord task) {
        return new TaskView(
                task.id(),
                task.version(),
                task.planId(),
                task.name(),
                task.description(),
                task.taskType(),
                task.dependsOn(),
                task.status(),
                task.attempt(),
                task.status().tellsError() ? task.error() : null,
                task.startedAt(),
                task.completedAt());
    }
}
