package io.storyportal.data.tools;

import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change of a tool: what is left out stays as it is. */
public record UpdateTool(
        @Nullable @Size(max = 20_000) String description,
        @Nullable @Size(min = 1, max = 100) String toolType,
        @Nullable @Size(max = 1000) Map<String, Object> schemaDef,
        @Nullable @Size(max = 1000) Map<String, Object> permissions,
        @Nullable Boolean enabled,
        @Nullable @Size(max = 200) String versionHash,
        @Nullable @Size(max = 1000) Map<String, Object> metadata) {}
