package io.storyportal.planning.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A plan as L01 keeps it; {@code steps} is the signed definition. */
public record PlanRecord(
        UUID id,
        long version,
        Instant createdAt,
        UUID goalId,
        @Nullable UUID agentId,
        String planType,
        @Nullable String origin,
        JsonNode steps,
        Status status,
        @Nullable String signature,
        @Nullable JsonNode error,
        JsonNode metadata,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {
    /** Field of the metadata that names the agent before it exists: L01 takes an agent_id only of an agent it knows. */
    public static final String INTENDED_AGENT = "intended_agent";

    /** The agent that works, or will work, on the plan. */
    public @Nullable UUID agent() {
        String intended = metadata.path(INTENDED_AGENT).asString("");
        return intended.isEmpty() ? agentId : UUID.fromString(intended);
    }
}
