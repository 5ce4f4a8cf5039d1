package io.storyportal.data.sessions;

import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a new session is made of; what is left out takes its default. */
public record CreateSession(
        @Nullable UUID id,
        @Nullable UUID agentId,
        @Nullable @Size(min = 1, max = 100) String sessionType,
        @Nullable SessionStatus status,
        @Nullable @Size(max = 1000) Map<String, Object> context,
        @Nullable Object checkpoint) {}
