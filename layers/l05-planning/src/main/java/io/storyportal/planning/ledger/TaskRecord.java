package io.storyportal.planning.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A task as L01 keeps it.
 *
 * @param name id of its step within the plan
 * @param attempt number of the attempt under way or last made; 0 before the first
 */
public record TaskRecord(
        UUID id,
        long version,
        UUID planId,
        String name,
        String description,
        @Nullable String taskType,
        List<String> dependsOn,
        TaskStatus status,
        int attempt,
        @Nullable JsonNode output,
        @Nullable String error,
        JsonNode metadata,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {}
