package io.storyportal.data.plans;

import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of a plan: what is left out stays as it is. */
public record UpdatePlan(
        @Nullable UUID agentId,
        @Nullable @Size(min = 1, max = 100) String planType,
        @Nullable PlanOrigin origin,
        @Nullable Object steps,
        @Nullable PlanStatus status,
        @Nullable @PositiveOrZero Integer currentStep,
        @Nullable @Size(max = 1000) String signature,
        @Nullable Object error,
        @Nullable @Size(max = 1000) Map<String, Object> metadata,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {}
