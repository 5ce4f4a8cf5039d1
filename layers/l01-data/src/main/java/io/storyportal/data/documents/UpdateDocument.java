package io.storyportal.data.documents;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change of a document: what is left out stays as it is. */
public record UpdateDocument(
        @Nullable @Size(min = 1, max = 500) String title,
        @Nullable String content,
        @Nullable @Size(min = 1, max = 100) String contentType,
        @Nullable @Size(max = 1000) Map<String, Object> metadata,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 100) String> tags) {}
