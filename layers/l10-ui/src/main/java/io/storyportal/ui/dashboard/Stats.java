package io.storyportal.ui.dashboard;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Figures of the tenant over the newest {@value Counts#COUNTED} of each kind; model usage over all time.
 *
 * @param medianGoalMs half of the completed goals took no longer; null before the first
 */
record Stats(
        Instant generatedAt,
        Counts goals,
        Counts agents,
        Counts toolExecutions,
        Throughput throughput,
        Usage modelUsage,
        @Nullable Long medianGoalMs) {

    /** @param cost in US dollars, six places */
    record Usage(long calls, long inputTokens, long outputTokens, BigDecimal cost) {

        static final Usage NONE = new Usage(0, 0, 0, BigDecimal.ZERO);
    }
}
