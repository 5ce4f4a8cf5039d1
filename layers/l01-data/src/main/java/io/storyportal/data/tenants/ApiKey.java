package io.storyportal.data.tenants;

import io.storyportal.data.resources.ResourceView;
import io.storyportal.kit.web.caller.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An API key as L01 answers it: all but the key itself, which nobody can ask for again. */
public record ApiKey(
        UUID id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        String name,
        String principal,
        Set<Role> roles,
        Tier tier,
        String prefix,
        @Nullable Instant expiresAt)
        implements ResourceView {}
