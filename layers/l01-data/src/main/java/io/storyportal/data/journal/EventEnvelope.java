package io.storyportal.data.journal;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An event as recorded; {@code position} counts 1..n within its tenant, {@code version} within its aggregate. */
public record EventEnvelope(
        UUID eventId,
        String eventType,
        String aggregateType,
        UUID aggregateId,
        long version,
        long position,
        Map<String, Object> payload,
        EventMetadata metadata,
        Instant createdAt) {}
