package io.storyportal.data.agents;

import io.storyportal.data.resources.ResourceView;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agent as L01 answers it. */
public record Agent(
        UUID id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String did,
        String name,
        String agentType,
        AgentStatus status,
        Map<String, Object> configuration,
        Map<String, Object> metadata,
        Map<String, Object> resourceLimits)
        implements ResourceView {}
