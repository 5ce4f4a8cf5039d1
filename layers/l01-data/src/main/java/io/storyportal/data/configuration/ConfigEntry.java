package io.storyportal.data.configuration;

import io.storyportal.data.resources.ResourceView;
import java.time.Instant;
import java.util.UUID;

/** One setting as L01 answers it. */
public record ConfigEntry(
        UUID id, long version, Instant createdAt, Instant updatedAt, String namespace, String key, Object value)
        implements ResourceView {}
