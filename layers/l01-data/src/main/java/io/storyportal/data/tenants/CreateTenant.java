package io.storyportal.data.tenants;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a new tenant is made of. */
public record CreateTenant(
        @Nullable UUID id,
        @NotBlank @Size(max = 255) String name,
        @Nullable TenantStatus status,
        @Nullable @Size(max = 1000) Map<String, Object> metadata) {}
