package io.storyportal.tools.datasets.profile;

import org.jspecify.annotations.Nullable;

/** Earliest and latest time of a column, as written. */
final class TimeRange {
    private @Nullable String min;
    private @Nullable String max;
    private long minMicros = Long.MAX_VALUE;
    private long maxMicros = Long.MIN_VALUE;

    void add(String text, long micros) {
        if (micros < minMicros) {
            minMicros = micros;
            min = text;
        }
        if (micros > maxMicros) {
            maxMicros = micros;
            max = text;
        }
    }

    void add(TimeRange other) {
        if (other.min != null && other.max != null) {
            add(other.min, other.minMicros);
            add(other.max, other.maxMicros);
        }
    }

    @Nullable
    String min() {
        return min;
    }

    @Nullable
    String max() {
        return max;
    }
}
