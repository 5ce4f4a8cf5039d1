package io.storyportal.tools.datasets.profile;

import io.storyportal.tools.datasets.values.CellKind;
import io.storyportal.tools.datasets.values.CellParser;
import io.storyportal.tools.datasets.values.KindCounts;
import java.util.ArrayList;
import java.util.List;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.FrequentItemsSketch;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.kll.KllDoublesSketch;

/** The values that one column has beyond what can be counted exactly, summed up in constant memory. */
final class ColumnSketch {
    private static final int HLL_LOG_K = 14;
    private static final int QUANTILE_K = 400;
    private static final int FREQUENT_MAP = 1_024;
    private static final int CLIP = 80;

    private final CellParser parser;
    private final HllSketch distinct = new HllSketch(HLL_LOG_K);
    private final KllDoublesSketch quantiles = KllDoublesSketch.newHeapInstance(QUANTILE_K);
    private final FrequentItemsSketch<String> frequent = new FrequentItemsSketch<>(FREQUENT_MAP);
    private final KindCounts kinds = new KindCounts();
    private final Moments numbers = new Moments();
    private final TextRange texts = new TextRange();
    private final TimeRange times = new TimeRange();
    private long count;

    ColumnSketch(boolean decimalComma) {
        this.parser = new CellParser(decimalComma);
    }

    void add(long hash, int length, String text) {
        CellKind kind = parser.read(text);
        kinds.add(kind, 1);
        count++;
        if (kind == CellKind.MISSING) {
            return;
        }
        distinct.update(hash);
        frequent.update(text.length() <= CLIP ? text : text.substring(0, CLIP));
        texts.add(text, length, 1);
        if (kind.numeric()) {
            numbers.add(parser.number(), 1);
            quantiles.update(parser.number());
        } else if (kind.temporal()) {
            times.add(text, parser.epochMicros());
        }
    }

    long count() {
        return count;
    }

    long distinct() {
        return Math.round(distinct.getEstimate());
    }

    KllDoublesSketch quantiles() {
        return quantiles;
    }

    KindCounts kinds() {
        return kinds;
    }

    Moments numbers() {
        return numbers;
    }

    TextRange texts() {
        return texts;
    }

    TimeRange times() {
        return times;
    }

    record Frequent(String text, long count) {}

    List<Frequent> frequent(int most) {
        List<Frequent> values = new ArrayList<>();
        for (var row : frequent.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES)) {
            if (values.size() == most) {
                break;
            }
            values.add(new Frequent(row.getItem(), row.getEstimate()));
        }
        return values;
    }
}
