package io.storyportal.tools.datasets.values;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How many cells of each kind a column holds, and the type that follows from it. */
public final class KindCounts {
    private static final CellKind[] KINDS = CellKind.values();

    private final long[] counts = new long[KINDS.length];
    private boolean strings;

    public void add(CellKind kind, long count) {
        counts[kind.ordinal()] += count;
    }

    /** The file itself said that values of this column are text. */
    public void markStrings() {
        strings = true;
    }

    public long of(CellKind kind) {
        return counts[kind.ordinal()];
    }

    public ColumnType type() {
        long numbers = of(CellKind.INTEGER) + of(CellKind.DECIMAL);
        long times = of(CellKind.DATE) + of(CellKind.DATETIME);
        long booleans = of(CellKind.BOOLEAN);
        long texts = of(CellKind.TEXT);
        if (numbers + times + booleans + texts == 0) {
            return of(CellKind.MARKER) > 0 && strings ? ColumnType.TEXT : ColumnType.EMPTY;
        }
        if (texts > 0) {
            return ColumnType.TEXT;
        }
        if (times > 0) {
            boolean only = numbers + booleans == 0;
            return !only ? ColumnType.TEXT : of(CellKind.DATETIME) > 0 ? ColumnType.DATETIME : ColumnType.DATE;
        }
        if (strings || numbers > 0 && booleans > 0) {
            return ColumnType.TEXT;
        }
        if (booleans > 0) {
            return ColumnType.BOOLEAN;
        }
        return of(CellKind.DECIMAL) > 0 ? ColumnType.DECIMAL : ColumnType.INTEGER;
    }

    /** Whether a marker such as NA counts as missing, which it does unless the column holds texts. */
    public boolean markersAreMissing() {
        return type() != ColumnType.TEXT;
    }

    /** The kinds present, when there are several: what makes a text column out of one that is nearly all numbers. */
    public Map<String, Long> mixture() {
        Map<String, Long> mixture = new LinkedHashMap<>();
        for (CellKind kind : KINDS) {
            if (kind != CellKind.MISSING && kind != CellKind.MARKER && of(kind) > 0) {
                mixture.put(kind.name().toLowerCase(Locale.ROOT), of(kind));
            }
        }
        return mixture.size() > 1 ? mixture : Map.of();
    }
}
