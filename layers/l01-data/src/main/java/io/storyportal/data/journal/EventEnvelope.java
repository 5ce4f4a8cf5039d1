package io.storyportal.data.journal;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as recorded; {@code position} counts 1..n within its tenant, {@code version} within its aggregate.
 *
 * @param archive in which the payload is, which then is empty here; null while the log has it
 */
public record EventEnvelope(
        UUID eventId,
        String eventType,
        String aggregateType,
        UUID aggregateId,
        long version,
        long position,
        Map<String, Object> payload,
        EventMetadata metadata,
        Instant createdAt,
        @Nullable UUID archive) {

    public EventEnvelope(
            UUID eventId,
            String eventType,
            String aggregateType,
            UUID aggregateId,
            long version,
            long position,
            Map<String, Object> payload,
            EventMetadata metadata,
            Instant createdAt) {
        this(eventId, eventType, aggregateType, aggregateId, version, position, payload, metadata, createdAt, null);
    }
}
