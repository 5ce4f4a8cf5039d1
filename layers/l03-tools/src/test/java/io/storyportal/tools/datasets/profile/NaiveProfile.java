package io.storyportal.tools.datasets.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The statistics of a column computed the plain way, from all values at once and with exact decimals. */
final class NaiveProfile {
    private final List<String> present;
    private final long missing;

    NaiveProfile(List<String> values) {
        present = values.stream().filter(v -> !v.isEmpty()).toList();
        missing = values.size() - present.size();
    }

    void assertAgrees(DatasetProfile.Column column) {
        assertThat(column.missing()).as(column.name()).isEqualTo(missing);
        if (column.type().numeric()) {
            assertNumbers(column, present.stream().map(BigDecimal::new).sorted().toList());
        } else {
            assertThat(column.distinct()).isEqualTo(present.stream().distinct().count());
            assertTop(column, present.stream().collect(counting()), v -> (String) v);
        }
    }

    private void assertNumbers(DatasetProfile.Column column, List<BigDecimal> sorted) {
        int n = sorted.size();
        BigDecimal sum = sorted.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal mean = sum.divide(BigDecimal.valueOf(n), MathContext.DECIMAL128);
        BigDecimal squares = sorted.stream().map(v -> v.subtract(mean).pow(2)).reduce(BigDecimal.ZERO, BigDecimal::add);
        double deviation = Math.sqrt(squares.divide(BigDecimal.valueOf(n - 1), MathContext.DECIMAL128)
                .doubleValue());
        double median = sorted.get((n - 1) / 2).add(sorted.get(n / 2)).doubleValue() / 2;

        assertThat(column.distinct()).isEqualTo(sorted.stream().distinct().count());
        assertThat(new BigDecimal(column.min().toString())).isEqualByComparingTo(sorted.getFirst());
        assertThat(new BigDecimal(column.max().toString())).isEqualByComparingTo(sorted.getLast());
        assertClose(column.mean(), mean.doubleValue(), deviation);
        assertClose(column.stddev(), deviation, deviation);
        assertClose(column.median(), median, deviation);
        assertTop(column, sorted.stream().collect(counting()), v -> new BigDecimal(v.toString())
                .setScale(sorted.getFirst().scale()));
    }

    private static <T> java.util.stream.Collector<T, ?, Map<T, Long>> counting() {
        return Collectors.groupingBy(Function.identity(), Collectors.counting());
    }

    /** Counts must be the highest there are, and each listed value must have its own. */
    private static <T> void assertTop(DatasetProfile.Column column, Map<T, Long> counts, Function<Object, T> key) {
        List<Long> highest = counts.values().stream()
                .sorted((a, b) -> Long.compare(b, a))
                .limit(10)
                .toList();
        assertThat(column.top()).extracting(DatasetProfile.TopValue::count).isEqualTo(highest);
        assertThat(column.top())
                .allSatisfy(t -> assertThat(counts.get(key.apply(t.value()))).isEqualTo(t.count()));
    }

    private static void assertClose(double actual, double expected, double scale) {
        assertThat(actual).isCloseTo(expected, within(Math.max(1e-9, Math.abs(scale) * 1e-9)));
    }

    void assertNear(DatasetProfile.Column column, double share) {
        assertThat(column.missing()).isEqualTo(missing);
        double distinct = present.stream().distinct().count();
        assertThat((double) column.distinct()).isCloseTo(distinct, within(distinct * share));
        if (column.type().numeric()) {
            List<Double> sorted = present.stream().map(Double::valueOf).sorted().toList();
            double mean = sorted.stream().mapToDouble(d -> d).average().orElseThrow();
            assertThat(column.mean()).isCloseTo(mean, within(Math.abs(mean) * 1e-6 + 1e-6));
            assertThat(column.median()).isBetween(sorted.get((int) (sorted.size() * (0.5 - share))), sorted.get((int)
                    (sorted.size() * (0.5 + share))));
        }
    }
}
