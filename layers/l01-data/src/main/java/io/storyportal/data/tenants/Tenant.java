package io.storyportal.data.tenants;

import io.storyportal.data.resources.ResourceView;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A tenant as L01 answers it. */
public record Tenant(
        UUID id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        String name,
        TenantStatus status,
        Map<String, Object> metadata)
        implements ResourceView {}
