package io.storyportal.data.datasets;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A new dataset, without examples; what it was made of is said here and never changes, so lineage has no circles. */
public record CreateDataset(
        @Nullable UUID id,
        @NotBlank @Size(max = 255) String name,
        @Nullable @Size(min = 1, max = 20_000) String description,
        @Nullable @Size(max = 100) List<@NotNull UUID> lineage,
        @Nullable @Size(max = 1000) Map<String, Object> metadata) {}
