package io.storyportal.data.feedback;

import io.storyportal.data.resources.ResourceView;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Feedback as L01 answers it; {@code rating} from 1 to 5. */
public record Feedback(
        UUID id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable UUID agentId,
        @Nullable UUID taskId,
        String feedbackType,
        @Nullable Integer rating,
        @Nullable String content,
        Map<String, Object> metadata,
        boolean processed)
        implements ResourceView {}
