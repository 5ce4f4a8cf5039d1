package io.storyportal.data.memories;

import io.storyportal.data.embeddings.RankedBy;

/**
 * A memory that was recalled, and why it stands where it does.
 *
 * @param score the weighted mean of similarity, recency and the memory's importance
 * @param similarity the cosine of the best piece where it was found by meaning; else the share of the query's words it has
 * @param matchedBy {@code semantic}, or {@code text} for one that has no vectors (yet)
 */
public record RecalledMemory(Memory memory, double score, double similarity, double recency, RankedBy matchedBy) {}
