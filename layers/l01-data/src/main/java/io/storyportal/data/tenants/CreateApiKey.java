package io.storyportal.data.tenants;

import io.storyportal.kit.web.caller.Role;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For whom a key is made and what it allows. */
public record CreateApiKey(
        @NotBlank @Size(max = 255) String name,
        @NotBlank @Size(max = 255) String principal,
        @NotEmpty @Size(max = 3) Set<@NotNull Role> roles,
        @Nullable Tier tier,
        @Nullable Instant expiresAt) {}
