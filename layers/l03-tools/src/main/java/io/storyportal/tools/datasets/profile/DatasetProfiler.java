package io.storyportal.tools.datasets.profile;

import io.storyportal.tools.datasets.read.DatasetFormat;
import io.storyportal.tools.datasets.read.DatasetReader;
import io.storyportal.tools.datasets.read.DatasetSource;
import io.storyportal.tools.datasets.read.Row;
import io.storyportal.tools.datasets.read.RowSink;
import io.storyportal.tools.datasets.read.SourceReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Profiles a dataset in one pass over the file and one over each column. Interrupting the thread stops it. */
public final class DatasetProfiler {
    /** A profile of more columns than these shows fewer frequent values of each, to stay readable and storable. */
    private static final int MANY_COLUMNS = 100;

    private static final int FEW_TOP = 3;

    private final ProfileLimits limits;
    private final Path temporaryFolder;

    public DatasetProfiler(ProfileLimits limits, Path temporaryFolder) {
        this.limits = limits;
        this.temporaryFolder = temporaryFolder;
    }

    public DatasetProfile profile(DatasetSource source, @Nullable DatasetFormat format) {
        long started = System.nanoTime();
        Collector[] collector = new Collector[1];
        try {
            SourceReport report = DatasetReader.read(source, format, preview -> {
                collector[0] = new Collector(new SharedBudget(limits, temporaryFolder, preview.decimalComma()));
                return collector[0];
            });
            return collector[0].profile(report, started);
        } finally {
            if (collector[0] != null) {
                collector[0].close();
            }
        }
    }

    private final class Collector implements RowSink {
        private final SharedBudget budget;
        private final List<ColumnValues> columns = new ArrayList<>();
        private List<String> names = List.of();
        private long rows;
        private boolean sketching;

        Collector(SharedBudget budget) {
            this.budget = budget;
        }

        @Override
        public void columns(List<String> all) {
            names = all;
            budget.columns(all.size());
            while (columns.size() < all.size()) {
                ColumnValues column = new ColumnValues(budget);
                column.addMissing(rows);
                if (sketching) {
                    column.startSketching();
                }
                columns.add(column);
            }
        }

        @Override
        public boolean row(Row row) {
            rows++;
            if (!sketching && !budget.exact(rows)) {
                sketching = true;
                columns.forEach(ColumnValues::startSketching);
            }
            for (int i = 0; i < columns.size(); i++) {
                String cell = row.cell(i);
                ColumnValues column = columns.get(i);
                if (cell == null) {
                    column.addMissing(1);
                } else {
                    if (row.isString(i)) {
                        column.markStrings();
                    }
                    column.add(cell);
                }
            }
            return carryOn();
        }

        private boolean carryOn() {
            if ((rows & 0xFFF) == 0 && Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the profile was cancelled after " + rows + " rows");
            }
            return true;
        }

        DatasetProfile profile(SourceReport report, long started) {
            List<DatasetProfile.Column> result = new ArrayList<>(columns.size());
            boolean approximate = false;
            int shownTop = columns.size() <= MANY_COLUMNS ? TopValues.MOST : FEW_TOP;
            for (int i = 0; i < columns.size(); i++) {
                var column = new ColumnSummary(names.get(i), columns.get(i), budget.decimalComma(), shownTop).column();
                columns.set(i, new ColumnValues(budget));
                approximate |= column.approximate();
                result.add(column);
            }
            long millis = (System.nanoTime() - started) / 1_000_000;
            return new DatasetProfile(report, rows, result.size(), approximate, millis, result);
        }

        void close() {
            try {
                budget.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
