package io.storyportal.data.sessions;

import io.storyportal.data.resources.ResourceType;
import io.storyportal.data.state.AgentStates;
import java.util.Map;

/**
 * How sessions are kept. Ending one removes the agent's state in it, in the same transaction; nothing else in L01 hangs on
 * a session. Its context and checkpoint are fields of its own and stay, to be read and resumed from.
 */
public final class Sessions {

    public static final ResourceType<Session> TYPE = ResourceType.of("sessions", "session", Session.class)
            .createdFrom(CreateSession.class)
            .updatedFrom(UpdateSession.class)
            .orElse("session_type", "conversation")
            .orElse("status", "active")
            .orElse("context", Map.of())
            .refers("agent_id", "agent")
            .verb("active", "resumed")
            .verb("suspended", "suspended")
            .verb("ended", "ended")
            .endsWith("ended", AgentStates.TYPE)
            .build();

    private Sessions() {}
}
