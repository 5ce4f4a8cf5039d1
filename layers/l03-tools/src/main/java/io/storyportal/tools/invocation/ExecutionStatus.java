package io.storyportal.tools.invocation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a call stands. */
public enum ExecutionStatus {
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED,
    /** Whether it took effect cannot be known. */
    @JsonProperty("unknown")
    UNKNOWN
}
