package io.storyportal.data.documents;

import io.storyportal.data.resources.ResourceView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A document as L01 answers it. */
public record Document(
        UUID id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        String title,
        @Nullable String content,
        String contentType,
        Map<String, Object> metadata,
        List<String> tags)
        implements ResourceView {}
