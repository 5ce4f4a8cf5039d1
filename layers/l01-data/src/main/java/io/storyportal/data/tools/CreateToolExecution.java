package io.storyportal.data.tools;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The start of a tool's run; a tenant never has two with one {@code callKey}. */
public record CreateToolExecution(
        @Nullable UUID id,
        @Nullable UUID toolId,
        @NotBlank @Size(max = 255) String toolName,
        @Nullable UUID agentId,
        @Nullable @Size(min = 1, max = 500) String callKey,
        @Nullable @Size(max = 1000) Map<String, Object> inputParams,
        @Nullable Object outputResult,
        @Nullable ExecutionStatus status,
        @Nullable @Size(max = 20_000) String errorMessage,
        @Nullable @PositiveOrZero Long durationMs,
        @Nullable @Size(max = 1000) Map<String, Object> metadata,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {}
