package io.storyportal.tools.datasets.compare;

import io.storyportal.tools.datasets.compare.DatasetComparer.SortedSide;
import io.storyportal.tools.datasets.compare.DatasetComparison.Change;
import io.storyportal.tools.datasets.compare.DatasetComparison.ChangedRow;
import io.storyportal.tools.datasets.compare.DatasetComparison.ColumnChanges;
import io.storyportal.tools.datasets.compare.DatasetComparison.DuplicateKey;
import io.storyportal.tools.datasets.compare.DatasetComparison.KeyedRow;
import io.storyportal.tools.datasets.compare.SortedRows.KeyedCells;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks two sorted sides at once and keeps counts and a few samples. Of rows with the same key the first one counts. */
final class MergeJoin {
    private static final int LONGEST_VALUE = 200;

    private final SortedSide left;
    private final SortedSide right;
    private final DatasetComparison.Key key;
    private final int samples;
    private final List<SharedColumn> shared = new ArrayList<>();
    private final CellEquality equality;
    private final List<KeyedRow> added = new ArrayList<>();
    private final List<KeyedRow> removed = new ArrayList<>();
    private final List<ChangedRow> changed = new ArrayList<>();
    private final List<DuplicateKey> duplicates = new ArrayList<>();
    private long addedCount;
    private long removedCount;
    private long changedCount;
    private long unchangedCount;

    private static final class SharedColumn {
        final String name;
        final int left;
        final int right;
        long changes;

        SharedColumn(String name, int left, int right) {
            this.name = name;
            this.left = left;
            this.right = right;
        }
    }

    MergeJoin(SortedSide left, SortedSide right, DatasetComparison.Key key, int samples) {
        this.left = left;
        this.right = right;
        this.key = key;
        this.samples = samples;
        this.equality = new CellEquality(left.decimalComma, right.decimalComma);
        for (int i = 0; i < left.names.size(); i++) {
            int other = right.names.indexOf(left.names.get(i));
            if (other >= 0 && !key.columns().contains(left.names.get(i))) {
                shared.add(new SharedColumn(left.names.get(i), i, other));
            }
        }
    }

    DatasetComparison run(long millisSoFar) {
        long started = System.nanoTime();
        Groups lefts = new Groups(left);
        Groups rights = new Groups(right);
        KeyedCells l = lefts.next();
        KeyedCells r = rights.next();
        while (l != null || r != null) {
            int order = l == null ? 1 : r == null ? -1 : l.key().compareTo(r.key());
            if (order < 0 && l != null) {
                removedCount++;
                sample(removed, l, left);
                l = lefts.next();
            } else if (order > 0 && r != null) {
                addedCount++;
                sample(added, r, right);
                r = rights.next();
            } else if (l != null && r != null) {
                compare(l, r);
                l = lefts.next();
                r = rights.next();
            }
        }
        return result(lefts, rights, millisSoFar + (System.nanoTime() - started) / 1_000_000);
    }

    private void compare(KeyedCells l, KeyedCells r) {
        List<Change> changes = new ArrayList<>();
        for (SharedColumn column : shared) {
            String before = column.left < l.cells().length ? l.cells()[column.left] : null;
            String after = column.right < r.cells().length ? r.cells()[column.right] : null;
            if (!equality.equal(before, after)) {
                column.changes++;
                changes.add(new Change(column.name, clip(before), clip(after)));
            }
        }
        if (changes.isEmpty()) {
            unchangedCount++;
        } else {
            changedCount++;
            if (changed.size() < samples) {
                changed.add(new ChangedRow(KeyColumns.named(key.columns(), l.key()), changes));
            }
        }
    }

    private void sample(List<KeyedRow> into, KeyedCells row, SortedSide side) {
        if (into.size() < samples) {
            Map<String, @Nullable String> values = new LinkedHashMap<>();
            for (int i = 0; i < side.names.size(); i++) {
                values.put(side.names.get(i), i < row.cells().length ? clip(row.cells()[i]) : null);
            }
            into.add(new KeyedRow(KeyColumns.named(key.columns(), row.key()), values));
        }
    }

    private static @Nullable String clip(@Nullable String text) {
        return text == null || text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }

    private DatasetComparison result(Groups lefts, Groups rights, long millis) {
        List<String> onlyLeft =
                left.names.stream().filter(n -> !right.names.contains(n)).toList();
        List<String> onlyRight =
                right.names.stream().filter(n -> !left.names.contains(n)).toList();
        boolean identical = addedCount + removedCount + changedCount + lefts.duplicated + rights.duplicated == 0
                && onlyLeft.isEmpty()
                && onlyRight.isEmpty()
                && left.rows == right.rows;
        boolean truncated = addedCount > added.size() || removedCount > removed.size() || changedCount > changed.size();
        return new DatasetComparison(
                left.described(),
                right.described(),
                key,
                new DatasetComparison.Summary(addedCount, removedCount, changedCount, unchangedCount, identical),
                shared.stream().map(c -> new ColumnChanges(c.name, c.changes)).toList(),
                onlyLeft,
                onlyRight,
                new DatasetComparison.DuplicateKeys(lefts.duplicated, rights.duplicated, duplicates),
                new DatasetComparison.MissingKeys(left.withoutKey, right.withoutKey),
                added,
                removed,
                changed,
                truncated,
                millis);
    }

    /** The first row of each key; the others of the same key are counted as duplicates. */
    private final class Groups {
        private final Iterator<KeyedCells> rows;
        private final SortedSide side;
        private @Nullable KeyedCells ahead;
        private long duplicated;

        Groups(SortedSide side) {
            this.side = side;
            this.rows = side.sorted.sorted();
            this.ahead = rows.hasNext() ? rows.next() : null;
        }

        @Nullable
        KeyedCells next() {
            KeyedCells first = ahead;
            if (first == null) {
                return null;
            }
            long same = 1;
            ahead = rows.hasNext() ? rows.next() : null;
            while (ahead != null && ahead.key().equals(first.key())) {
                same++;
                ahead = rows.hasNext() ? rows.next() : null;
            }
            if (same > 1) {
                duplicated++;
                if (duplicates.size() < samples) {
                    duplicates.add(new DuplicateKey(side.name, KeyColumns.named(key.columns(), first.key()), same));
                }
            }
            return first;
        }
    }
}
