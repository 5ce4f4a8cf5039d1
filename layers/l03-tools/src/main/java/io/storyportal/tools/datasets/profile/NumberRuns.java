package io.storyportal.tools.datasets.profile;

import io.storyportal.tools.datasets.values.CellKind;
import io.storyportal.tools.datasets.values.CellParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The numbers of one column in ascending order, each with its count. Spilled ones take eight bytes each while a column is
 * summed up. Whole numbers keep all 64 bits: long ids must not melt into one double.
 */
final class NumberRuns {
    interface Visitor {
        void run(long key, long count);
    }

    private record Held(long key, long count) {}

    private final boolean whole;
    private final List<Held> held = new ArrayList<>();
    private long[] spilled = new long[0];
    private int spilledCount;

    NumberRuns(ColumnValues values, CellParser parser, boolean whole) {
        this.whole = whole;
        values.inMemory().forEach((text, tally) -> {
            if (parser.read(text).numeric()) {
                held.add(new Held(key(parser), tally.count));
            }
        });
        held.sort(Comparator.comparingLong(Held::key));
        SpilledValues rest = values.spilled();
        if (rest != null) {
            spilled = new long[rest.count()];
            rest.visit((hash, length, text) -> {
                CellKind kind = parser.read(text);
                if (kind.numeric()) {
                    spilled[spilledCount++] = key(parser);
                }
                return true;
            });
            Arrays.sort(spilled, 0, spilledCount);
        }
    }

    private long key(CellParser parser) {
        if (whole) {
            return parser.integer();
        }
        // Orders doubles by their bits; -0.0 and 0.0 are one number.
        long bits = Double.doubleToLongBits(parser.number() + 0.0);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    double value(long key) {
        return whole ? key : Double.longBitsToDouble(key ^ ((key >> 63) & Long.MAX_VALUE));
    }

    Object exact(long key) {
        return whole ? (Object) key : (Object) value(key);
    }

    void visit(Visitor visitor) {
        int h = 0;
        int s = 0;
        while (h < held.size() || s < spilledCount) {
            boolean fromHeld =
                    s == spilledCount || h < held.size() && held.get(h).key() <= spilled[s];
            long key = fromHeld ? held.get(h).key() : spilled[s];
            long count = 0;
            while (h < held.size() && held.get(h).key() == key) {
                count += held.get(h++).count();
            }
            while (s < spilledCount && spilled[s] == key) {
                count++;
                s++;
            }
            visitor.run(key, count);
        }
    }
}
