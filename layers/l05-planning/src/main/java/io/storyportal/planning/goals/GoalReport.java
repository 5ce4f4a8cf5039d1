package io.storyportal.planning.goals;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.storyportal.planning.ledger.DocumentRecord;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.ledger.TaskRecord;
import io.storyportal.planning.ledger.TaskStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a goal went, or goes: its tasks, what they took and cost, and the documents that came of it.
 *
 * @param durationMs from acceptance to the end, or to now
 * @param cost in US dollars, the planning included; absent when the price of a model that was asked is not known
 * @param origin where the plan came from, in a sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GoalReport(
        UUID goalId,
        @Nullable UUID planId,
        String description,
        Status status,
        long durationMs,
        @Nullable BigDecimal cost,
        @Nullable String origin,
        @Nullable Object error,
        List<TaskLine> tasks,
        List<DocumentLine> documents) {

    /** @param tool the tool, or "model" */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TaskLine(
            UUID id,
            String name,
            String description,
            @Nullable String tool,
            TaskStatus status,
            long durationMs,
            int attempts,
            List<String> dependsOn,
            @Nullable String error) {
        static TaskLine of(TaskRecord task, Instant now) {
            Instant end = task.completedAt() == null || !task.status().ended() ? now : task.completedAt();
            Duration took = task.startedAt() == null ? Duration.ZERO : Duration.between(task.startedAt(), end);
            return new TaskLine(
                    task.id(),
                    task.name(),
                    task.description(),
                    task.taskType(),
                    task.status(),
                    Math.max(0, took.toMillis()),
                    task.attempt(),
                    task.dependsOn(),
                    task.status().tellsError() ? task.error() : null);
        }
    }

    /** @param content null where only progress was asked for */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DocumentLine(
            UUID id,
            String title,
            String contentType,
            @Nullable String content) {
        static DocumentLine of(DocumentRecord document) {
            return new DocumentLine(document.id(), document.title(), document.contentType(), document.content());
        }
    }
}
