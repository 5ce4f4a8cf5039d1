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
        @Nullable Instant completedAt) {}
