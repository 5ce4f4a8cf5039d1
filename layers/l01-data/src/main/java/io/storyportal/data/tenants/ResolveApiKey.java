package io.storyportal.data.tenants;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A key to be recognised. */
public record ResolveApiKey(@NotBlank @Size(max = 200) String key) {}
