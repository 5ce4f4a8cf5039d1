package io.storyportal.data.memories;

import io.storyportal.data.embeddings.RankedBy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The best first.
 *
 * @param rankedBy {@code semantic}, or {@code text} where there was nobody to ask for the query's meaning
 * @param notice why it was the latter
 */
public record RecalledMemories(
        List<RecalledMemory> items,
        RankedBy rankedBy,
        @Nullable String notice) {}
