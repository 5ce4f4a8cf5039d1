package io.storyportal.qa.bench;

/** In microseconds. */
record Latencies(double median, double p99) {

    private static final double NANOS = 1000;

    static Latencies ofNanos(long[] nanos) {
        return new Latencies(Statistics.percentile(nanos, 50) / NANOS, Statistics.percentile(nanos, 99) / NANOS);
    }

    /** One thing after the other; the sum of two 99th percentiles is more than the 99th percentile of sums. */
    Latencies then(Latencies next) {
        return new Latencies(median + next.median, p99 + next.p99);
    }

    @Override
    public String toString() {
        return "p50 %,.0f µs, p99 %,.0f µs".formatted(median, p99);
    }
}
