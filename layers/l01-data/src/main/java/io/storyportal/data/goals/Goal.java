package io.storyportal.data.goals;

import io.storyportal.data.resources.ResourceView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A goal as L01 answers it. */
public record Goal(
        UUID id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable UUID agentId,
        String description,
        List<String> successCriteria,
        GoalStatus status,
        int priority,
        @Nullable UUID parentGoalId,
        List<UUID> inputArtifactIds,
        @Nullable Object error,
        Map<String, Object> metadata,
        @Nullable Instant completedAt)
        implements ResourceView {}
