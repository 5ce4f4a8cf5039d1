package io.storyportal.data.sessions;

import io.storyportal.data.resources.ResourceView;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session as L01 answers it. */
public record Session(
        UUID id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable UUID agentId,
        String sessionType,
        SessionStatus status,
        Map<String, Object> context,
        @Nullable Object checkpoint)
        implements ResourceView {}
