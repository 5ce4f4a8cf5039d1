package io.storyportal.data.tools;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a tool's run stands; {@code unknown} is one whose effect may or may not have happened. */
public enum ExecutionStatus {
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED,
    @JsonProperty("unknown")
    UNKNOWN
}
