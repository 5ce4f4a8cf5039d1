package io.storyportal.data.goals;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a new goal is made of; what is left out takes its default. */
public record CreateGoal(
        @Nullable UUID id,
        @Nullable UUID agentId,
        @NotBlank @Size(max = 20_000) String description,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 2000) String> successCriteria,
        @Nullable GoalStatus status,
        @Nullable @Min(1) @Max(10) Integer priority,
        @Nullable UUID parentGoalId,
        @Nullable @Size(max = 100) List<@NotNull UUID> inputArtifactIds,
        @Nullable Object error,
        @Nullable @Size(max = 1000) Map<String, Object> metadata,
        @Nullable Instant completedAt) {}
