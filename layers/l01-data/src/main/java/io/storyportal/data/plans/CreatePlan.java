package io.storyportal.data.plans;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a new plan is made of; what is left out takes its default. */
public record CreatePlan(
        @Nullable UUID id,
        @NotNull UUID goalId,
        @Nullable UUID agentId,
        @Nullable @Size(min = 1, max = 100) String planType,
        @Nullable PlanOrigin origin,
        @NotNull Object steps,
        @Nullable PlanStatus status,
        @Nullable @PositiveOrZero Integer currentStep,
        @Nullable @Size(max = 1000) String signature,
        @Nullable Object error,
        @Nullable @Size(max = 1000) Map<String, Object> metadata,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {}
