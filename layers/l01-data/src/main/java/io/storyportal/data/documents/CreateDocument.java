package io.storyportal.data.documents;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a new document is made of; what is left out takes its default. */
public record CreateDocument(
        @Nullable UUID id,
        @NotBlank @Size(max = 500) String title,
        @Nullable String content,
        @Nullable @Size(min = 1, max = 100) String contentType,
        @Nullable @Size(max = 1000) Map<String, Object> metadata,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 100) String> tags) {}
