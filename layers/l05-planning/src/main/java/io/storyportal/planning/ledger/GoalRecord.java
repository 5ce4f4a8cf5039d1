package io.storyportal.planning.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A goal as L01 keeps it. */
public record GoalRecord(
        UUID id,
        long version,
        Instant createdAt,
        @Nullable UUID agentId,
        String description,
        List<String> successCriteria,
        Status status,
        int priority,
        List<UUID> inputArtifactIds,
        @Nullable JsonNode error,
        JsonNode metadata,
        @Nullable Instant completedAt) {

    /** The plan that this layer made or will make for the goal; null for a goal that did not come through here. */
    public @Nullable UUID planId() {
        String id = metadata.path("plan_id").asString("");
        return id.isEmpty() ? null : UUID.fromString(id);
    }
}
