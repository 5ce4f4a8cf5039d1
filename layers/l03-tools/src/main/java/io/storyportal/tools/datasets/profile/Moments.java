package io.storyportal.tools.datasets.profile;

/** Count, sum, mean, deviation and range of a stream of numbers (Welford, with a compensated sum). */
final class Moments {
    private long count;
    private double sum;
    private double compensation;
    private double mean;
    private double squares;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    void add(double value, long times) {
        count += times;
        double product = value * times;
        double next = sum + product;
        compensation += Math.abs(sum) >= Math.abs(product) ? (sum - next) + product : (product - next) + sum;
        sum = next;
        double delta = value - mean;
        mean += delta * times / count;
        squares += times * delta * (value - mean);
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    long count() {
        return count;
    }

    double sum() {
        return sum + compensation;
    }

    double mean() {
        return sum() / count;
    }

    /** Of the sample (n-1); 0 for a single value. */
    double stddev() {
        return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }
}
