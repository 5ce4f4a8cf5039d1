package io.storyportal.data.history;

import io.storyportal.data.journal.EventEnvelope;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event as its row has it.
 *
 * @param header the envelope without its payload
 * @param payload with numbers as exact as they are stored
 * @param archived its payload was taken out of the log, into an archive that is known
 * @param payloadHash null together with {@code hash}: recorded before events carried hashes
 */
record StoredEvent(
        EventEnvelope header,
        JsonNode payload,
        boolean archived,
        byte @Nullable [] payloadHash,
        byte @Nullable [] hash,
        @Nullable Checkpoint checkpoint) {

    /** A signed statement that the event at this position has this hash. */
    record Checkpoint(byte[] hash, String signed) {}
}
