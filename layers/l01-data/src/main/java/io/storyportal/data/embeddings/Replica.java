package io.storyportal.data.embeddings;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a text's vectors stand.
 *
 * @param model who made those it has, perhaps of its former text
 * @param attempts how often it was tried while it waits
 * @param dueAt when it is tried next
 * @param error why the last try failed, or why there will be none
 */
public record Replica(
        ReplicaStatus status,
        @Nullable String model,
        @Nullable Integer dimension,
        @Nullable Integer pieces,
        @Nullable Instant arrivedAt,
        @Nullable Integer attempts,
        @Nullable Instant dueAt,
        @Nullable String error,
        @Nullable UUID deadLetterId) {}
