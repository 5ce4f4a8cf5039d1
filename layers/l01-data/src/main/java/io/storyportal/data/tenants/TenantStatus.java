package io.storyportal.data.tenants;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a tenant may be used. */
public enum TenantStatus {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("suspended")
    SUSPENDED
}
