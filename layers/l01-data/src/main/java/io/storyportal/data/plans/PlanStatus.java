package io.storyportal.data.plans;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a plan stands; L05 decides on the moves. */
public enum PlanStatus {
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
