package io.storyportal.data.agents;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where an agent stands in its life; the moves between these are L02's to judge. */
public enum AgentStatus {
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("ready")
    READY,
    @JsonProperty("executing")
    EXECUTING,
    @JsonProperty("suspended")
    SUSPENDED,
    @JsonProperty("blocked")
    BLOCKED,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("terminated")
    TERMINATED
}
