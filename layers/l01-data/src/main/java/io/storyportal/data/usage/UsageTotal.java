package io.storyportal.data.usage;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sums of one group; the group's keys are null where it was not grouped by them. */
public record UsageTotal(
        @Nullable String modelProvider,
        @Nullable String modelName,
        @Nullable UUID agentId,
        @Nullable String day,
        long calls,
        long inputTokens,
        long outputTokens,
        BigDecimal costEstimate,
        @Nullable BigDecimal averageLatencyMs) {}
