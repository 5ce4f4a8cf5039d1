package io.storyportal.ui.dashboard;

import io.storyportal.ui.bridge.LayerHealth;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The platform at a glance. A part whose source did not answer is missing, and {@code unavailable} names it; the rest
 * is shown all the same.
 *
 * @param position the tenant's last event
 */
record Overview(
        Instant generatedAt,
        List<LayerHealth> layers,
        List<String> unavailable,
        @Nullable Long position,
        @Nullable Counts agents,
        @Nullable Counts goals,
        @Nullable Throughput throughput,
        @Nullable List<GoalLine> recentGoals) {

    record GoalLine(
            UUID id,
            String description,
            String status,
            Instant createdAt,
            @Nullable Instant updatedAt,
            @Nullable Instant completedAt) {}
}
