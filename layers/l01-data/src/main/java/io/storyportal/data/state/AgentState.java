package io.storyportal.data.state;

import io.storyportal.data.resources.ResourceView;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An agent's state in a session as L01 answers it; {@code id} is the session's. */
public record AgentState(UUID id, long version, Instant createdAt, Instant updatedAt, Map<String, Object> state)
        implements ResourceView {}
