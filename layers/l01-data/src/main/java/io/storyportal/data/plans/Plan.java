package io.storyportal.data.plans;

import io.storyportal.data.resources.ResourceView;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A plan as L01 answers it; {@code steps} is the whole definition, a JSON document of L05's. */
public record Plan(
        UUID id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        UUID goalId,
        @Nullable UUID agentId,
        String planType,
        @Nullable PlanOrigin origin,
        Object steps,
        PlanStatus status,
        int currentStep,
        @Nullable String signature,
        @Nullable Object error,
        Map<String, Object> metadata,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt)
        implements ResourceView {}
