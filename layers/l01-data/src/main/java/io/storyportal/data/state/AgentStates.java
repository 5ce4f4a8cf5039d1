package io.storyportal.data.state;

import io.storyportal.data.resources.ResourceType;
import java.util.Map;

/** How state is kept: one per session, under the session's id. */
public final class AgentStates {

    public static final ResourceType<AgentState> TYPE = ResourceType.of("state", "state", AgentState.class)
            .orElse("state", Map.of())
            .build();

    private AgentStates() {}
}
