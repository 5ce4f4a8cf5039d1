package io.storyportal.data.tools;

import io.storyportal.data.resources.ResourceView;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One run of a tool as L01 answers it. */
public record ToolExecution(
        UUID id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable UUID toolId,
        String toolName,
        @Nullable UUID agentId,
        @Nullable String callKey,
        Map<String, Object> inputParams,
        @Nullable Object outputResult,
        ExecutionStatus status,
        @Nullable String errorMessage,
        @Nullable Long durationMs,
        Map<String, Object> metadata,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt)
        implements ResourceView {}
