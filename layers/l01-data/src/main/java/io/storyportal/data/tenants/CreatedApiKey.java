package io.storyportal.data.tenants;

import io.storyportal.kit.web.caller.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A new key, shown this once: only its hash is kept. */
public record CreatedApiKey(
        UUID id,
        String key,
        String prefix,
        String name,
        String principal,
        Set<Role> roles,
        Tier tier,
        UUID tenantId,
        @Nullable Instant expiresAt) {}
