package io.storyportal.data.goals;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a goal stands; L05 decides on the moves. */
public enum GoalStatus {
    @JsonProperty("draft")
    DRAFT,
    @JsonProperty("awaiting_approval")
    AWAITING_APPROVAL,
    @JsonProperty("queued")
    QUEUED,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("paused")
    PAUSED,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED
}
