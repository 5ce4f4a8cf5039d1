package io.storyportal.data.datasets;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An example as L01 answers it; {@code split} once the dataset has splits. */
public record Example(
        UUID id,
        Instant createdAt,
        String contentHash,
        @Nullable String groupKey,
        Object input,
        @Nullable Object output,
        Map<String, Object> metadata,
        @Nullable Split split) {}
