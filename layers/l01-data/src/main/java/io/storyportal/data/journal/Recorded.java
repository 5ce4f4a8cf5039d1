package io.storyportal.data.journal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a command came to.
 *
 * @param event null when a creation was recognised as done before
 * @param state the row after it; null for what has no row, or none any more
 */
public record Recorded(
        UUID aggregateId,
        long version,
        long position,
        @Nullable EventEnvelope event,
        @Nullable ObjectNode state) {}
