package io.storyportal.data.plans;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a plan came from. */
public enum PlanOrigin {
    @JsonProperty("cache")
    CACHE,
    @JsonProperty("template")
    TEMPLATE,
    @JsonProperty("model")
    MODEL
}
