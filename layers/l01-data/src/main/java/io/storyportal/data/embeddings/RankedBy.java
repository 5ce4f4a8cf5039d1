package io.storyportal.data.embeddings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What made the order of an answer, or found one of its items. */
public enum RankedBy {
    @JsonProperty("time")
    TIME,
    @JsonProperty("text")
    TEXT,
    @JsonProperty("semantic")
    SEMANTIC,
    @JsonProperty("hybrid")
    HYBRID
}
