package io.storyportal.data.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as the recording statement reads it, but for what all of a group have in common; hashes are spelled as PostgreSQL
 * reads bytes out of text.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
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
                bytea(link.payloadHash()),
                bytea(link.hash()));
    }

    private static String bytea(byte[] bytes) {
        return "\\x" + HexFormat.of().formatHex(bytes);
    }
}
