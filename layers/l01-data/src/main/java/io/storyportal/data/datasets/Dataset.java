package io.storyportal.data.datasets;

import io.storyportal.data.resources.ResourceView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A dataset as L01 answers it; {@code lineage} names the datasets it was made of. */
public record Dataset(
        UUID id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        String name,
        @Nullable String description,
        List<UUID> lineage,
        Map<String, Object> metadata,
        @Nullable Splits splits)
        implements ResourceView {}
