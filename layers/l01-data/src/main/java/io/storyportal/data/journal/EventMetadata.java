package io.storyportal.data.journal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** For whom an event was recorded, who caused it and in which trace. */
public record EventMetadata(
        UUID tenantId,
        String actor,
        @Nullable String traceparent,
        @Nullable UUID causationId,
        int schemaVersion) {}
