package io.storyportal.runtime.agents;

import io.storyportal.runtime.sandbox.Budgets;
import io.storyportal.runtime.sandbox.TrustLevel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agent as L01 records it.
 *
 * @param trust null for an agent that was not spawned here and so has no sandbox
 * @param suspendedFrom where {@code resume} leads back to; null unless suspended
 * @param version for the next change, from 1
 */
public record Agent(
        UUID id,
        String name,
        String type,
        AgentStatus status,
        @Nullable TrustLevel trust,
        Budgets budgets,
        List<Input> inputs,
        Map<String, Object> metadata,
        @Nullable AgentStatus suspendedFrom,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** A file of L01 that the workspace starts with, and the path it is put at. */
    public record Input(UUID artifactId, String path) {}
}
