package io.storyportal.data.tenants;

import io.storyportal.data.resources.ResourceType;
import java.util.Map;

/** How tenants are kept: a tenant is the first aggregate of its own log. */
public final class Tenants {

    public static final ResourceType<Tenant> TYPE = ResourceType.of("tenants", "tenant", Tenant.class)
            .createdFrom(CreateTenant.class)
            .updatedFrom(UpdateTenant.class)
            .orElse("status", "active")
            .orElse("metadata", Map.of())
            .verb("active", "activated")
            .verb("suspended", "suspended")
            .build();

    private Tenants() {}
}
