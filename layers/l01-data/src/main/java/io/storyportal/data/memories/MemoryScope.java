package io.storyportal.data.memories;

import io.storyportal.data.resources.Filters;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which memories are meant; what is left out narrows nothing.
 *
 * @param kinds any of them
 * @param tags all of them
 * @param from when they were made at the earliest; {@code to} is the first moment that is too late
 */
record MemoryScope(
        @Nullable UUID agentId,
        @Nullable UUID sessionId,
        @Nullable List<String> kinds,
        @Nullable List<String> tags,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable BigDecimal minImportance) {

    Filters filters() {
        return new Filters()
                .equal("agent_id", agentId)
                .equal("session_id", sessionId)
                .with("\"kind\" = any(?)", kinds == null ? null : kinds.toArray(String[]::new))
                .with("\"tags\" @> ?", tags == null ? null : tags.toArray(String[]::new))
                .with("\"created_at\" >= ?", from)
                .with("\"created_at\" < ?", to)
                .with("\"importance\" >= ?", minImportance);
    }
}
