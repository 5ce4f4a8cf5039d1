package io.storyportal.data.embeddings;

import java.time.Instant;
import java.util.UUID;

/**
 * A text that is kept, and found by its words, but can never get vectors.
 *
 * @param resource {@code memories} or {@code documents}
 * @param resourceId the memory or document
 * @param reason in the words of whoever refused it
 */
public record DeadLetter(UUID id, String resource, UUID resourceId, Instant createdAt, int attempts, String reason) {}
