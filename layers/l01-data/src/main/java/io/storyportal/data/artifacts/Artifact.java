package io.storyportal.data.artifacts;

import io.storyportal.data.resources.ResourceView;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A file as L01 answers it; {@code size} in bytes, {@code sha256} in hex. */
public record Artifact(
        UUID id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        String name,
        String contentType,
        long size,
        String sha256,
        Map<String, Object> metadata)
        implements ResourceView {}
