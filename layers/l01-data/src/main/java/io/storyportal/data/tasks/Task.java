package io.storyportal.data.tasks;

import io.storyportal.data.resources.ResourceView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task as L01 answers it; {@code name} is the id of its step within the plan. */
public record Task(
        UUID id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        UUID planId,
        @Nullable UUID agentId,
        String name,
        @Nullable String description,
        @Nullable String taskType,
        List<String> dependsOn,
        Map<String, Object> inputData,
        @Nullable Object outputData,
        @Nullable String errorMessage,
        TaskStatus status,
        int attempt,
        int sequenceOrder,
        Map<String, Object> metadata,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt)
        implements ResourceView {}
