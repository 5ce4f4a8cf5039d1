package io.storyportal.data.sessions;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a session goes on. */
public enum SessionStatus {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("suspended")
    SUSPENDED,
    @JsonProperty("ended")
    ENDED
}
