package io.storyportal.data.metrics;

import java.util.List;

/** Buckets in order of time, then group; where nothing was measured there is none. */
public record MetricBuckets(List<MetricBucket> items) {}
