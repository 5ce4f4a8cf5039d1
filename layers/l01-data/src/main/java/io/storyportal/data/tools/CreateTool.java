package io.storyportal.data.tools;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a new tool is made of; what is left out takes its default. */
public record CreateTool(
        @Nullable UUID id,
        @NotBlank @Size(max = 255) String name,
        @Nullable @Size(max = 20_000) String description,
        @Nullable @Size(min = 1, max = 100) String toolType,
        @NotNull @Size(max = 1000) Map<String, Object> schemaDef,
        @Nullable @Size(max = 1000) Map<String, Object> permissions,
        @Nullable Boolean enabled,
        @Nullable @Size(max = 200) String versionHash,
        @Nullable @Size(max = 1000) Map<String, Object> metadata) {}
