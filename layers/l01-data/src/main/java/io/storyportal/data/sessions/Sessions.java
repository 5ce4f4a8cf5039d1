package io.storyportal.data.sessions;

import io.storyportal.data.resources.ResourceType;
import java.util.Map;

/** How sessions are kept. */
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
            .build();

    private Sessions() {}
}
