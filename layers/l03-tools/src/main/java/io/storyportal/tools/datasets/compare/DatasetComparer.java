package io.storyportal.tools.datasets.compare;

import io.storyportal.tools.datasets.read.DatasetReader;
import io.storyportal.tools.datasets.read.DatasetSource;
import io.storyportal.tools.datasets.read.Row;
import io.storyportal.tools.datasets.read.RowSink;
import io.storyportal.tools.datasets.read.SourceReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Compares two datasets in one pass over each, sorted by key. Interrupting the thread stops it. */
public final class DatasetComparer {
    private final Path temporaryFolder;
    private final long memoryBytes;

    /** @param memoryBytes how much of each side may be held in memory before it is sorted on disk */
    public DatasetComparer(Path temporaryFolder, long memoryBytes) {
        this.temporaryFolder = temporaryFolder;
        this.memoryBytes = memoryBytes;
    }

    /** @param given the key columns, or none to have them found */
    public DatasetComparison compare(DatasetSource left, DatasetSource right, List<String> given, int samples) {
        long started = System.nanoTime();
        DatasetComparison.Key key = given.isEmpty()
                ? KeyFinder.find(left, right)
                : new DatasetComparison.Key(List.copyOf(given), "given", "named by the caller");
        try (SortedSide leftSide = load("left", left, key);
                SortedSide rightSide = load("right", right, key)) {
            MergeJoin join = new MergeJoin(leftSide, rightSide, key, samples);
            return join.run((System.nanoTime() - started) / 1_000_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SortedSide load(String name, DatasetSource source, DatasetComparison.Key key) {
        SortedSide side = new SortedSide(name, new SortedRows(temporaryFolder, memoryBytes));
        Loader loader = new Loader(side, key.columns());
        side.report = DatasetReader.read(source, null, preview -> {
            side.decimalComma = preview.decimalComma();
            return loader;
        });
        return side;
    }

    /** One dataset, read and sorted. */
    static final class SortedSide implements AutoCloseable {
        final String name;
        final SortedRows sorted;
        List<String> names = List.of();
        boolean decimalComma;
        long rows;
        long withoutKey;

        @org.jspecify.annotations.Nullable
        SourceReport report;

        SortedSide(String name, SortedRows sorted) {
            this.name = name;
            this.sorted = sorted;
        }

        DatasetComparison.Side described() {
            return new DatasetComparison.Side(java.util.Objects.requireNonNull(report), rows);
        }

        @Override
        public void close() throws IOException {
            sorted.close();
        }
    }

    private static final class Loader implements RowSink {
        private final SortedSide side;
        private final List<String> key;
        private int[] positions = {};

        Loader(SortedSide side, List<String> key) {
            this.side = side;
            this.key = key;
        }

        @Override
        public void columns(List<String> names) {
            side.names = names;
            positions = KeyColumns.positions(names, key);
        }

        @Override
        public boolean row(Row row) {
            side.rows++;
            String value = KeyColumns.key(row, positions);
            if (value == null) {
                side.withoutKey++;
            } else {
                side.sorted.add(value, row.copy());
            }
            if ((side.rows & 0xFFF) == 0 && Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the comparison was cancelled");
            }
            return true;
        }
    }
}
