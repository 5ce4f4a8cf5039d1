package io.storyportal.tools.datasets.profile;

/** Quartiles by linear interpolation between the two nearest values (the median of 1 and 2 is 1.5). */
record Quantiles(double p25, double median, double p75) {

    static Quantiles of(NumberRuns runs, long count) {
        Walk walk = new Walk(runs, count);
        runs.visit(walk);
        return new Quantiles(walk.results[0], walk.results[1], walk.results[2]);
    }

    private static final class Walk implements NumberRuns.Visitor {
        private static final double[] SHARES = {0.25, 0.5, 0.75};

        private final NumberRuns runs;
        private final double[] ranks = new double[SHARES.length];
        private final double[] results = new double[SHARES.length];
        private long before;
        private double previous;

        Walk(NumberRuns runs, long count) {
            this.runs = runs;
            for (int i = 0; i < SHARES.length; i++) {
                ranks[i] = SHARES[i] * (count - 1);
            }
        }

        @Override
        public void run(long key, long count) {
            double value = runs.value(key);
            long after = before + count;
            for (int i = 0; i < ranks.length; i++) {
                double rank = ranks[i];
                if (rank >= before && rank <= after - 1) {
                    results[i] = value;
                } else if (rank > before - 1 && rank < before) {
                    results[i] = previous + (value - previous) * (rank - (before - 1));
                }
            }
            before = after;
            previous = value;
        }
    }
}
