package io.storyportal.data.agents;

import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change of an agent: what is left out stays as it is. */
public record UpdateAgent(
        @Nullable @Size(min = 1, max = 255) String name,
        @Nullable @Size(min = 1, max = 100) String agentType,
        @Nullable AgentStatus status,
        @Nullable @Size(max = 1000) Map<String, Object> configuration,
        @Nullable @Size(max = 1000) Map<String, Object> metadata,
        @Nullable @Size(max = 1000) Map<String, Object> resourceLimits) {}
