package io.storyportal.runtime.agents;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where an agent's director wants it to be. */
record Transition(
        @NotNull UUID agentId,
        @NotNull AgentStatus to,
        @Nullable @Size(max = 1000) String reason) {}
