package io.storyportal.planning.execution;

import java.time.Duration;

/**
 * How plans are executed.
 *
 * @param parallelTasks tasks of one plan at once
 * @param parallelRuns runs of this process at once
 * @param lease how long a run stays held without a sign of life
 * @param poll how often to look for due runs when nothing says so
 * @param patience how long to ask an unreachable layer again before it counts against the attempt
 * @param firstBackoff pause before the second attempt; doubles with each further one
 */
public record ExecutionSettings(
        int parallelTasks, int parallelRuns, Duration lease, Duration poll, Duration patience, Duration firstBackoff) {
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

    Duration backoff(int attempt) {
        Duration pause = firstBackoff.multipliedBy(1L << Math.min(attempt - 1, 10));
        return pause.compareTo(LONGEST_BACKOFF) < 0 ? pause : LONGEST_BACKOFF;
    }
}
