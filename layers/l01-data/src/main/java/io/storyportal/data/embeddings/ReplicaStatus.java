package io.storyportal.data.embeddings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a text's vectors are; {@code DROPPED}: what can never be had was dropped from the dead letters. */
public enum ReplicaStatus {
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("arrived")
    ARRIVED,
    @JsonProperty("dead")
    DEAD,
    @JsonProperty("dropped")
    DROPPED
}
