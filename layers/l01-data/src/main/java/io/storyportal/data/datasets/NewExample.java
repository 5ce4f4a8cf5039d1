package io.storyportal.data.datasets;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An example to add. Examples of one {@code groupKey} never fall into different splits. */
public record NewExample(
        @NotNull Object input,
        @Nullable Object output,
        @Nullable @Size(min = 1, max = 255) String groupKey,
        @Nullable @Size(max = 1000) Map<String, Object> metadata) {}
