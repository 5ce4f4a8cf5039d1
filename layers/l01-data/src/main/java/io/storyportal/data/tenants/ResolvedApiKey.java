package io.storyportal.data.tenants;

import io.storyportal.kit.web.caller.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose key it is and what it allows. */
public record ResolvedApiKey(
        UUID keyId,
        UUID tenantId,
        String principal,
        Set<Role> roles,
        Tier tier,
        @Nullable Instant expiresAt) {}
