package io.storyportal.data.agents;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a new agent is made of; what is left out takes its default. */
public record CreateAgent(
        @Nullable UUID id,
        @Nullable @Size(min = 1, max = 255) String did,
        @NotBlank @Size(max = 255) String name,
        @Nullable @Size(min = 1, max = 100) String agentType,
        @Nullable AgentStatus status,
        @Nullable @Size(max = 1000) Map<String, Object> configuration,
        @Nullable @Size(max = 1000) Map<String, Object> metadata,
        @Nullable @Size(max = 1000) Map<String, Object> resourceLimits) {}
