package io.storyportal.data.tenants;

import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change of a tenant: what is left out stays as it is. */
public record UpdateTenant(
        @Nullable @Size(min = 1, max = 255) String name,
        @Nullable TenantStatus status,
        @Nullable @Size(max = 1000) Map<String, Object> metadata) {}
