package io.storyportal.tools.datasets.quality;

import io.storyportal.tools.datasets.profile.DatasetProfile;
import io.storyportal.tools.datasets.profile.DatasetProfiler;
import io.storyportal.tools.datasets.quality.DatasetQuality.Duplicate;
import io.storyportal.tools.datasets.read.DatasetFormat;
import io.storyportal.tools.datasets.read.DatasetReader;
import io.storyportal.tools.datasets.read.DatasetSource;
import io.storyportal.tools.datasets.read.Row;
import io.storyportal.tools.datasets.read.RowSink;
import io.storyportal.tools.datasets.values.CellParser;
import io.storyportal.tools.datasets.values.TextHash;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Checks a dataset in two passes: the profile first, then every cell against the profile of its column. */
public final class QualityChecker {
    private static final int REMEMBERED_ROWS = 1_000_000;
    private static final int EXAMPLES = 10;

    private final DatasetProfiler profiler;

    public QualityChecker(DatasetProfiler profiler) {
        this.profiler = profiler;
    }

    public DatasetQuality check(DatasetSource source, @Nullable DatasetFormat format) {
        long started = System.nanoTime();
        DatasetProfile profile = profiler.profile(source, format);
        List<ColumnCheck> checks =
                profile.columns().stream().map(ColumnCheck::new).toList();
        SecondPass[] pass = new SecondPass[1];
        DatasetReader.read(source, format, preview -> {
            pass[0] = new SecondPass(checks, new CellParser(preview.decimalComma()));
            return pass[0];
        });
        QualityIssues issues = new QualityIssues(profile.rows());
        issues.source(profile.source());
        issues.duplicates(pass[0].duplicates());
        List<DatasetQuality.Column> columns = new ArrayList<>();
        for (ColumnCheck check : checks) {
            DatasetQuality.Column column = check.result(profile.rows());
            issues.column(column, check.dominant());
            columns.add(column);
        }
        return new DatasetQuality(
                profile.source(),
                profile.rows(),
                issues.score(),
                pass[0].duplicates(),
                columns,
                issues.worstFirst(),
                (System.nanoTime() - started) / 1_000_000);
    }

    private static final class SecondPass implements RowSink {
        private final List<ColumnCheck> checks;
        private final CellParser parser;
        private final FirstLines lines = new FirstLines(REMEMBERED_ROWS);
        private final List<Duplicate> examples = new ArrayList<>();
        private long duplicates;
        private long rows;

        SecondPass(List<ColumnCheck> checks, CellParser parser) {
            this.checks = checks;
            this.parser = parser;
        }

        @Override
        public void columns(List<String> names) {
            // The same as in the first pass.
        }

        @Override
        public boolean row(Row row) {
            long hash = 0;
            for (int i = 0; i < checks.size(); i++) {
                String cell = row.cell(i);
                hash = TextHash.and(hash, cell == null ? i : TextHash.of(cell));
                if (cell != null) {
                    checks.get(i).check(cell, row.line(), parser);
                }
            }
            long first = lines.seen(hash, row.line());
            if (first > 0) {
                duplicates++;
                if (examples.size() < EXAMPLES) {
                    examples.add(new Duplicate(row.line(), first));
                }
            }
            if ((++rows & 0xFFF) == 0 && Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the quality check was cancelled");
            }
            return true;
        }

        DatasetQuality.Duplicates duplicates() {
            return new DatasetQuality.Duplicates(duplicates, lines.full(), examples);
        }
    }
}
