package io.storyportal.data.datasets;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Examples to add together. */
public record ExampleBatch(@NotEmpty @Size(max = 500) List<@NotNull @Valid NewExample> examples) {}
