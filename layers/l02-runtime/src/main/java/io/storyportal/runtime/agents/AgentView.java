package io.storyportal.runtime.agents;

import io.storyportal.runtime.sandbox.TrustLevel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agent on the wire. The sandbox has the agent's id; it is absent when the agent was not spawned by this layer. */
public record AgentView(
        UUID agentId,
        @Nullable UUID sandboxId,
        String name,
        String agentType,
        AgentStatus status,
        @Nullable TrustLevel trustLevel,
        SpawnRequest.Limits resourceLimits,
        List<Agent.Input> inputs,
        Map<String, Object> metadata,
        Instant createdAt,
        Instant updatedAt) {

    static AgentView of(Agent agent) {
        return new AgentView(
                agent.id(),
                agent.trust() == null ? null : agent.id(),
                agent.name(),
                agent.type(),
                agent.status(),
                agent.trust(),
                SpawnRequest.Limits.of(agent.budgets()),
                agent.inputs(),
                agent.metadata(),
                agent.createdAt(),
                agent.updatedAt());
    }
}
