package io.storyportal.tools.datasets.profile;

import io.storyportal.tools.datasets.values.CellKind;
import io.storyportal.tools.datasets.values.CellParser;
import io.storyportal.tools.datasets.values.ColumnType;
import io.storyportal.tools.datasets.values.KindCounts;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;
import org.jspecify.annotations.Nullable;

/** Turns the collected values of one column into its line of the profile. */
final class ColumnSummary {
    private final String name;
    private final ColumnValues values;
    private final CellParser parser;
    private final int shownTop;
    private final KindCounts kinds = new KindCounts();
    private final TopValues top = new TopValues();
    private final ColumnType type;
    private final long present;
    private final long missing;
    private final @Nullable ColumnSketch sketch;

    /** @param shownTop how many of the most frequent values are wanted */
    ColumnSummary(String name, ColumnValues values, boolean decimalComma, int shownTop) {
        this.shownTop = shownTop;
        this.name = name;
        this.values = values;
        this.parser = new CellParser(decimalComma);
        this.sketch = values.sketch();
        countKinds();
        this.type = kinds.type();
        long markers = type == ColumnType.TEXT ? 0 : kinds.of(CellKind.MARKER);
        this.missing = values.missing() + kinds.of(CellKind.MISSING) + markers;
        long cells = 0;
        for (CellKind kind : CellKind.values()) {
            cells += kinds.of(kind);
        }
        this.present = cells + values.missing() - missing;
    }

    DatasetProfile.Column column() {
        if (type.numeric()) {
            return sketch == null ? exactNumbers() : sketchedNumbers(sketch);
        }
        return texts();
    }

    private void countKinds() {
        values.inMemory().forEach((text, tally) -> kinds.add(parser.read(text), tally.count));
        SpilledValues spilled = values.spilled();
        if (spilled != null) {
            spilled.visit((hash, length, text) -> {
                kinds.add(parser.read(text), 1);
                return true;
            });
        }
        if (sketch != null) {
            for (CellKind kind : CellKind.values()) {
                kinds.add(kind, sketch.kinds().of(kind));
            }
        }
        if (values.strings()) {
            kinds.markStrings();
        }
    }

    private DatasetProfile.Column exactNumbers() {
        NumberRuns runs = new NumberRuns(values, parser, type == ColumnType.INTEGER);
        Moments moments = new Moments();
        ExactRange range = new ExactRange();
        runs.visit((key, count) -> {
            moments.add(runs.value(key), count);
            top.offer(runs.exact(key), count);
            range.add(key, count);
        });
        Quantiles quantiles = Quantiles.of(runs, present);
        Object sum = type == ColumnType.INTEGER && range.exactSum ? (Object) range.sum : (Object) moments.sum();
        return numbers(range.distinct, runs.exact(range.first), runs.exact(range.last), moments, quantiles, sum, false);
    }

    private DatasetProfile.Column sketchedNumbers(ColumnSketch sketched) {
        Moments moments = sketched.numbers();
        KllDoublesSketch quantiles = sketched.quantiles();
        long distinct = sketched.distinct();
        for (Map.Entry<String, ColumnValues.Tally> each : values.inMemory().entrySet()) {
            if (parser.read(each.getKey()).numeric()) {
                long count = each.getValue().count;
                distinct++;
                moments.add(parser.number(), count);
                quantiles.update(parser.number(), count);
                top.offer(number(), count);
            }
        }
        for (ColumnSketch.Frequent each : sketched.frequent(TopValues.MOST)) {
            if (parser.read(each.text()).numeric()) {
                top.offer(number(), each.count());
            }
        }
        double[] ranks = quantiles.getQuantiles(new double[] {0.25, 0.5, 0.75}, QuantileSearchCriteria.INCLUSIVE);
        boolean whole = type == ColumnType.INTEGER;
        Object min = whole ? (Object) (long) moments.min() : (Object) moments.min();
        Object max = whole ? (Object) (long) moments.max() : (Object) moments.max();
        return numbers(distinct, min, max, moments, new Quantiles(ranks[0], ranks[1], ranks[2]), moments.sum(), true);
    }

    private Object number() {
        return type == ColumnType.INTEGER ? (Object) parser.integer() : (Object) parser.number();
    }

    private DatasetProfile.Column numbers(
            long distinct, Object min, Object max, Moments moments, Quantiles q, Object sum, boolean approximate) {
        return new DatasetProfile.Column(
                name,
                type,
                missing,
                Rounding.share(missing, missing + present),
                distinct,
                approximate,
                min,
                max,
                moments.mean(),
                moments.stddev(),
                q.median(),
                q.p25(),
                q.p75(),
                sum,
                null,
                null,
                null,
                null,
                top.shares(present, shownTop));
    }

    private DatasetProfile.Column texts() {
        TextRange range = new TextRange();
        TimeRange times = new TimeRange();
        boolean markersCount = type == ColumnType.TEXT;
        Predicate<String> counts = text -> {
            CellKind kind = parser.read(text);
            return kind != CellKind.MISSING && (markersCount || kind != CellKind.MARKER);
        };
        long distinct = 0;
        for (Map.Entry<String, ColumnValues.Tally> each : values.inMemory().entrySet()) {
            if (counts.test(each.getKey())) {
                distinct++;
                add(each.getKey(), each.getKey().length(), each.getValue().count, range, times);
                top.offer(String.valueOf(TextRange.clip(each.getKey())), each.getValue().count);
            }
        }
        SpilledValues spilled = values.spilled();
        if (spilled != null) {
            spilled.visit((hash, length, text) -> {
                if (counts.test(text)) {
                    add(text, length, 1, range, times);
                }
                return true;
            });
            SpilledTexts texts = new SpilledTexts(spilled, counts);
            distinct += texts.distinct();
            texts.offerTo(top);
        }
        if (sketch != null) {
            distinct += sketch.distinct();
            range.add(sketch.texts());
            times.add(sketch.times());
            sketch.frequent(TopValues.MOST).forEach(each -> top.offer(each.text(), each.count()));
        }
        return texts(distinct, range, times);
    }

    private void add(String text, int length, long count, TextRange range, TimeRange times) {
        range.add(text, length, count);
        if (type.temporal() && parser.read(text).temporal()) {
            times.add(text.strip(), parser.epochMicros());
        }
    }

    private DatasetProfile.Column texts(long distinct, TextRange range, TimeRange times) {
        boolean text = type == ColumnType.TEXT && present > 0;
        Map<String, Long> mixture = text ? kinds.mixture() : Map.of();
        return new DatasetProfile.Column(
                name,
                type,
                missing,
                Rounding.share(missing, missing + present),
                distinct,
                sketch != null,
                type.temporal() ? times.min() : text ? range.min() : null,
                type.temporal() ? times.max() : text ? range.max() : null,
                null,
                null,
                null,
                null,
                null,
                null,
                text ? (Integer) range.shortest() : null,
                text ? (Integer) range.longest() : null,
                text ? (Double) range.meanLength() : null,
                mixture.isEmpty() ? null : mixture,
                top.shares(present, shownTop));
    }

    /** First and last key, number of runs, and the sum while it fits 64 bits. */
    private static final class ExactRange {
        long distinct;
        long first;
        long last;
        long sum;
        boolean exactSum = true;

        void add(long key, long count) {
            if (distinct++ == 0) {
                first = key;
            }
            last = key;
            long high = Math.multiplyHigh(key, count);
            long low = key * count;
            long next = sum + low;
            exactSum &= high == low >> 63 && ((sum ^ next) & (low ^ next)) >= 0;
            sum = next;
        }
    }
}
