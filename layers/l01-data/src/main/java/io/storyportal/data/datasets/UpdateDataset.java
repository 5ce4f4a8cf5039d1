package io.storyportal.data.datasets;

import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change of a dataset: what is left out stays as it is. */
public record UpdateDataset(
        @Nullable @Size(min = 1, max = 255) String name,
        @Nullable @Size(min = 1, max = 20_000) String description,
        @Nullable @Size(max = 1000) Map<String, Object> metadata) {}
