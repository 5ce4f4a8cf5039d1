package io.storyportal.data.history;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a verification has come, and what it came to.
 *
 * @param position up to which events were checked
 * @param lastPosition of the log when it began
 * @param unchained events at the beginning that were recorded before events carried hashes
 * @param archived events whose payload is in an archive; what was checked of them is all else
 * @param checkpoints signatures that agree with the chain
 * @param hash of the event at {@code position}, in hex: keep it to compare with later
 * @param finding the first thing that is wrong; null for none so far
 */
public record HistoryVerification(
        long position,
        long lastPosition,
        long unchained,
        long archived,
        long checkpoints,
        @Nullable String hash,
        @Nullable Finding finding) {

    /**
     * What is wrong at a position.
     *
     * @param kind {@code altered}, {@code missing}, {@code inserted} or {@code checkpoint}
     * @param eventId of the event that stands there; null for none
     */
    public record Finding(
            String kind, long position, @Nullable UUID eventId, String detail) {}
}
