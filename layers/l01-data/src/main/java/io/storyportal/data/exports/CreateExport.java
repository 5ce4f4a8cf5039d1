package io.storyportal.data.exports;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to export.
 *
 * @param resource as in paths: {@code tool-executions}
 * @param filters values that plain fields of the rows must have
 */
public record CreateExport(
        @NotNull @Pattern(regexp = "[a-z-]{1,50}") String resource,
        @NotNull ExportFormat format,

        @Nullable @Size(max = 16) Map<@Size(max = 100) String, @NotNull @Size(max = 500) String> filters) {}
