package io.storyportal.runtime.sandbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The durable description of a sandbox: everything a restarted layer needs to run the next command as the last.
 *
 * @param id the agent's id, a UUIDv7
 * @param uid the host's user that owns the workspace and runs the commands; null when the layer is not root and so cannot change user
 */
public record Sandbox(
        UUID tenant,
        UUID id,
        TrustLevel trust,
        Budgets budgets,
        @Nullable Integer uid,
        Instant createdAt) {}
