package io.storyportal.ui.dashboard;

import java.time.Instant;
import java.util.List;

/**
 * @param perMinute events of the last sixty seconds
 * @param buckets events of each minute on the clock, oldest first; the last is the minute that runs
 */
record Throughput(long perMinute, List<Bucket> buckets) {

    record Bucket(Instant at, long events) {}
}
