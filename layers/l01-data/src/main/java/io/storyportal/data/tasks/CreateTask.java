package io.storyportal.data.tasks;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a new task is made of; what is left out takes its default. */
public record CreateTask(
        @Nullable UUID id,
        @NotNull UUID planId,
        @Nullable UUID agentId,
        @NotBlank @Size(max = 255) String name,
        @Nullable @Size(max = 20_000) String description,
        @Nullable @Size(min = 1, max = 100) String taskType,
        @Nullable @Size(max = 500) List<@NotBlank @Size(max = 255) String> dependsOn,
        @Nullable @Size(max = 1000) Map<String, Object> inputData,
        @Nullable Object outputData,
        @Nullable @Size(max = 20_000) String errorMessage,
        @Nullable TaskStatus status,
        @Nullable @PositiveOrZero Integer attempt,
        @Nullable @PositiveOrZero Integer sequenceOrder,
        @Nullable @Size(max = 1000) Map<String, Object> metadata,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {}
