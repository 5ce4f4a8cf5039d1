package io.storyportal.data.tasks;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a task stands; {@code unknown} is a task whose effect may or may not have happened. */
public enum TaskStatus {
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("ready")
    READY,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("skipped")
    SKIPPED,
    @JsonProperty("cancelled")
    CANCELLED,
    @JsonProperty("unknown")
    UNKNOWN
}
