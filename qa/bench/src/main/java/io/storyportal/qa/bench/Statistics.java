package io.storyportal.qa.bench;

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
}
