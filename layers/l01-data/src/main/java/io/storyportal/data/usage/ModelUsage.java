package io.storyportal.data.usage;

import io.storyportal.data.resources.ResourceView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One model call as L01 answers it; {@code costEstimate} in US dollars, six places. */
public record ModelUsage(
        UUID id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable UUID agentId,
        String modelProvider,
        String modelName,
        long inputTokens,
        long outputTokens,
        @Nullable Long latencyMs,
        BigDecimal costEstimate,
        @Nullable String callKey,
        Map<String, Object> metadata)
        implements ResourceView {}
