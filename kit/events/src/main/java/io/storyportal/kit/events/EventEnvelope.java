package io.storyportal.kit.events;

import io.storyportal.kit.web.ids.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event as L01 publishes it and serves it in its feeds.
 *
 * @param version of the aggregate after this event, 1..n without gaps
 * @param position within the tenant, 1..n without gaps
 * @param payload the changed fields, by their wire names
 */
public record EventEnvelope(
        UUID eventId,
        String eventType,
        String aggregateType,
        UUID aggregateId,
        long version,
        long position,
        JsonNode payload,
        Metadata metadata,
        Instant createdAt) {

    /** Who caused the event, within which trace, and by which version of its schema it is written. */
    public record Metadata(
            TenantId tenantId,
            String actor,
            @Nullable String traceparent,
            @Nullable UUID causationId,
            int schemaVersion) {}
}
