package io.storyportal.planning.goals;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.storyportal.planning.ledger.GoalRecord;
import io.storyportal.planning.ledger.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A goal as this layer shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GoalView(
        UUID id,
        long version,
        Instant createdAt,
        String description,
        List<String> successCriteria,
        Status status,
        int priority,
        List<UUID> artifactIds,
        @Nullable UUID planId,
        @Nullable Object error,
        @Nullable Instant completedAt) {
    static GoalView of(GoalRecord goal) {
        return new GoalView(
                goal.id(),
                goal.version(),
                goal.createdAt(),
                goal.description(),
                goal.successCriteria(),
                goal.status(),
                goal.priority(),
                goal.inputArtifactIds(),
                goal.planId(),
                goal.status().tellsError() ? goal.error() : null,
                goal.completedAt());
    }
}
