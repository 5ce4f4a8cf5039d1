package io.storyportal.tools.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a tool runs. */
public enum ExecutionMode {
    /** Code of the platform in this process, with bounded memory. */
    @JsonProperty("in_process")
    IN_PROCESS,
    /** In the agent's sandbox, through L02. */
    @JsonProperty("sandboxed")
    SANDBOXED
}
