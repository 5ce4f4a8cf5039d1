package io.storyportal.data.documents;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document in a list. Of a search it has no content, but how well it matches and a snippet.
 *
 * @param rank greater is better; it compares documents of one search only. By meaning it is the cosine of the best piece
 * @param snippet plain text of the document: the words found between {@code **}, or how the piece that is meant begins
 */
public record FoundDocument(
        UUID id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        String title,
        @Nullable String content,
        String contentType,
        Map<String, Object> metadata,
        List<String> tags,
        @Nullable Float rank,
        @Nullable String snippet) {

    static FoundDocument listed(Document document) {
        return new FoundDocument(
                document.id(),
                document.version(),
                document.createdAt(),
                document.updatedAt(),
                document.title(),
                document.content(),
                document.contentType(),
                document.metadata(),
                document.tags(),
                null,
                null);
    }

    FoundDocument ranked(double by, @Nullable String shown) {
        return new FoundDocument(
                id, version, createdAt, updatedAt, title, null, contentType, metadata, tags, (float) by, shown);
    }
}
