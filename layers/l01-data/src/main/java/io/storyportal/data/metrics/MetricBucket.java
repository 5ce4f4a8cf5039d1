package io.storyportal.data.metrics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the points from {@code start} for one bucket's length come to; {@code group} is the value of the label grouped by. */
public record MetricBucket(Instant start, @Nullable String group, double value) {}
