package io.storyportal.data.tools;

import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a tool's run: what is left out stays as it is. */
public record UpdateToolExecution(
        @Nullable Object outputResult,
        @Nullable ExecutionStatus status,
        @Nullable @Size(max = 20_000) String errorMessage,
        @Nullable @PositiveOrZero Long durationMs,
        @Nullable @Size(max = 1000) Map<String, Object> metadata,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {}
