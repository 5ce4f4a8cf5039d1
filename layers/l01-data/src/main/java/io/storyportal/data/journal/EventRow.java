package io.storyportal.data.journal;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An event as the recording statement reads it; hashes are spelled as PostgreSQL reads bytes out of text. */
record EventRow(
        UUID eventId,
        String eventType,
        String aggregateType,
        UUID aggregateId,
        long version,
        long position,
        ObjectNode payload,
        String actor,
        @Nullable String traceparent,
        @Nullable UUID causationId,
        int schemaVersion,
        Instant createdAt,
        String payloadHash,
        String hash) {

    static EventRow of(EventEnvelope event, ObjectNode payload, EventChain.Link link) {
        EventMetadata metadata = event.metadata();
        return new EventRow(
                event.eventId(),
                event.eventType(),
                event.aggregateType(),
                event.aggregateId(),
                event.version(),
                event.position(),
                payload,
                metadata.actor(),
                metadata.traceparent(),
                metadata.causationId(),
                metadata.schemaVersion(),
                event.createdAt(),
                bytea(link.payloadHash()),
                bytea(link.hash()));
    }

    private static String bytea(byte[] bytes) {
        return "\\x" + HexFormat.of().formatHex(bytes);
    }
}
