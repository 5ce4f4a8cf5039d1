package io.storyportal.data.metrics;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Points that are recorded together, all or none. */
public record MetricBatch(
        @NotNull @Size(min = 1, max = 1000) List<@NotNull @Valid MetricPoint> items) {}
