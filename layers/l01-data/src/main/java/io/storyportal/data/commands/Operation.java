package io.storyportal.data.commands;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a command does to its resource. */
public enum Operation {
    @JsonProperty("create")
    CREATE,
    @JsonProperty("patch")
    PATCH
}
