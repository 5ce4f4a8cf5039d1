package io.storyportal.data.tasks;

import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of a task: what is left out stays as it is. */
public record UpdateTask(
        @Nullable UUID agentId,
        @Nullable @Size(max = 20_000) String description,
        @Nullable @Size(max = 1000) Map<String, Object> inputData,
        @Nullable Object outputData,
        @Nullable @Size(max = 20_000) String errorMessage,
        @Nullable TaskStatus status,
        @Nullable @PositiveOrZero Integer attempt,
        @Nullable @PositiveOrZero Integer sequenceOrder,
        @Nullable @Size(max = 1000) Map<String, Object> metadata,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {}
