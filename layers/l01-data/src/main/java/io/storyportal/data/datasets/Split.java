package io.storyportal.data.datasets;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an example is for. */
public enum Split {
    @JsonProperty("train")
    TRAIN,
    @JsonProperty("validation")
    VALIDATION,
    @JsonProperty("test")
    TEST
}
