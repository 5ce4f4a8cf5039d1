package io.storyportal.data.documents;

import io.storyportal.data.embeddings.RankedBy;
import io.storyportal.kit.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of documents.
 *
 * @param rankedBy what made their order: their age, their words, their meaning, or the latter two together
 * @param notice why it is not what was asked for
 */
public record FoundDocuments(
        List<FoundDocument> items,
        @Nullable String nextCursor,
        RankedBy rankedBy,
        @Nullable String notice) {

    static FoundDocuments of(Page<FoundDocument> page, RankedBy rankedBy, @Nullable String notice) {
        return new FoundDocuments(page.items(), page.nextCursor(), rankedBy, notice);
    }

    static FoundDocuments listed(Page<Document> page) {
        return new FoundDocuments(
                page.items().stream().map(FoundDocument::listed).toList(), page.nextCursor(), RankedBy.TIME, null);
    }
}
