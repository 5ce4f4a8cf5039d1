package io.storyportal.data.metrics;

/** How many points were recorded. */
public record RecordedMetrics(int recorded) {}
