package io.storyportal.qa.bench;

import java.util.Arrays;
import java.util.Collection;

/** The little arithmetic a benchmark needs. */
final class Statistics {

    private Statistics() {}

    static double median(Collection<? extends Number> values) {
        var sorted = values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("A median needs values");
        }
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The smallest value that at least so many of a hundred do not exceed.
     *
     * @param percent above 0, at most 100
     */
    static long percentile(long[] values, double percent) {
        if (values.length == 0) {
            throw new IllegalArgumentException("A percentile needs values");
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(sorted.length * percent / 100) - 1];
    }
}
