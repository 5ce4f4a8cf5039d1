package io.storyportal.runtime.agents;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which agent is suspended, resumed or terminated.
 *
 * @param reason kept in the agent's history
 */
record AgentAction(
        @NotNull UUID agentId, @Nullable @Size(max = 1000) String reason) {}
