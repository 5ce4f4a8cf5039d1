package io.storyportal.data.agents;

import io.storyportal.data.resources.ResourceType;
import java.util.Map;

/** How agents are kept. */
public final class Agents {

    public static final ResourceType<Agent> TYPE = ResourceType.of("agents", "agent", Agent.class)
            .createdFrom(CreateAgent.class)
            .updatedFrom(UpdateAgent.class)
            .orElse("agent_type", "general")
            .orElse("status", "pending")
            .orElse("configuration", Map.of())
            .orElse("metadata", Map.of())
            .orElse("resource_limits", Map.of())
            .verb("pending", "reset")
            .verb("ready", "readied")
            .verb("executing", "started")
            .verb("suspended", "suspended")
            .verb("blocked", "blocked")
            .verb("completed", "completed")
            .verb("failed", "failed")
            .verb("terminated", "terminated")
            .build();

    private Agents() {}
}
