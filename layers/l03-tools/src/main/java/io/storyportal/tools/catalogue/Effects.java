package io.storyportal.tools.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a call leaves behind, and so whether it may be repeated when nobody knows how it ended. */
public enum Effects {
    /** Reads only. */
    @JsonProperty("none")
    NONE,
    /** Changes something; the same call again changes nothing more. */
    @JsonProperty("idempotent")
    IDEMPOTENT,
    /** Must never be repeated by itself. */
    @JsonProperty("once")
    ONCE
}
