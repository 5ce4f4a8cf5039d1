package io.storyportal.data.journal;

import io.storyportal.kit.web.json.CanonicalJson;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The hash chain over a tenant's events (SHA-256): an event's hash covers its predecessor's hash, its header and the hash of
 * its payload. Payloads count by value, as jsonb keeps them: neither the order of fields nor the spelling of a number
 * matters. A payload that is dropped later leaves its hash, and with it the chain whole.
 */
public final class EventChain {

    /** What the first event of a chain follows. */
    private static final byte[] START = new byte[32];

    private static final int USUAL_BYTES = 512;

    private EventChain() {}

    /** What a row keeps beside the event. */
    public record Link(byte[] payloadHash, byte[] hash) {}

    public static byte[] start() {
        return START.clone();
    }

    public static Link link(byte[] previous, EventEnvelope event, JsonNode payload) {
        byte[] payloadHash = payloadHash(payload);
        return new Link(payloadHash, hash(previous, event, payloadHash));
    }

    /** @param header of which everything but the payload counts */
    public static byte[] hash(byte[] previous, EventEnvelope header, byte[] payloadHash) {
        EventMetadata metadata = header.metadata();
        return sha256(out -> {
            out.write(previous);
            text(out, metadata.tenantId().toString());
            out.writeLong(header.position());
            text(out, header.eventId().toString());
            text(out, header.eventType());
            text(out, header.aggregateType());
            text(out, header.aggregateId().toString());
            out.writeLong(header.version());
            text(out, metadata.actor());
            text(out, metadata.traceparent());
            text(
                    out,
                    metadata.causationId() == null
                            ? null
                            : metadata.causationId().toString());
            out.writeInt(metadata.schemaVersion());
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, header.createdAt()));
            out.write(payloadHash);
        });
    }

    public static byte[] payloadHash(JsonNode payload) {
        return sha256(out -> out.write(CanonicalJson.bytes(payload)));
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private static byte[] sha256(Content content) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
            content.writeTo(new DataOutputStream(bytes));
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
