package io.storyportal.ui.dashboard;

import io.storyportal.client.l01.model.Agent;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An agent in the list. */
record AgentLine(
        UUID id,
        String name,
        String agentType,
        String status,
        @Nullable String trustLevel,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    static AgentLine of(Agent agent) {
        return new AgentLine(
                agent.getId(),
                agent.getName(),
                agent.getAgentType(),
                agent.getStatus().getValue(),
                trustOf(agent),
                agent.getCreatedAt(),
                agent.getUpdatedAt());
    }

    /** L02 records it in the agent's configuration; agents of other origin have none. */
    static @Nullable String trustOf(Agent agent) {
        return Stream.of(agent.getConfiguration(), agent.getMetadata())
                .filter(Map.class::isInstance)
                .map(facts -> facts.get("trust_level"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse(null);
    }
}
