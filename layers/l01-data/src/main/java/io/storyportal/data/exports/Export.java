package io.storyportal.data.exports;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An export as L01 answers it; {@code artifactId} is told when the file is whole. */
public record Export(
        UUID id,
        Instant createdAt,
        String requestedBy,
        String resource,
        ExportFormat format,
        Map<String, String> filters,
        ExportStatus status,
        long rows,
        long bytes,
        @Nullable UUID artifactId,
        @Nullable String error,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {}
