package io.storyportal.data.tools;

import io.storyportal.data.resources.ResourceView;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tool as L01 answers it; {@code schemaDef} is the JSON Schema of its parameters. */
public record Tool(
        UUID id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        String name,
        @Nullable String description,
        String toolType,
        Map<String, Object> schemaDef,
        Map<String, Object> permissions,
        boolean enabled,
        @Nullable String versionHash,
        Map<String, Object> metadata)
        implements ResourceView {}
