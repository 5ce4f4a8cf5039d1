package io.storyportal.tools.datasets.quality;

import static io.storyportal.tools.datasets.quality.DatasetQuality.Severity.ERROR;
import static io.storyportal.tools.datasets.quality.DatasetQuality.Severity.INFO;
import static io.storyportal.tools.datasets.quality.DatasetQuality.Severity.WARNING;

import io.storyportal.tools.datasets.quality.DatasetQuality.Column;
import io.storyportal.tools.datasets.quality.DatasetQuality.Issue;
import io.storyportal.tools.datasets.quality.DatasetQuality.Severity;
import io.storyportal.tools.datasets.read.SourceReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says in words what the checks found, worst first, and sums it up in a score: 100 less a part of 20 (error), 8 (warning)
 * or 1 (info) per issue that grows with the share of rows it touches.
 */
final class QualityIssues {
    private static final double MUCH = 0.2;
    private static final double SOME_PART = 0.3;

    private final long rows;
    private final List<Issue> issues = new ArrayList<>();

    QualityIssues(long rows) {
        this.rows = rows;
    }

    void source(SourceReport source) {
        SourceReport.RaggedRows ragged = source.ragged();
        if (ragged != null) {
            add(
                    ERROR,
                    "ragged",
                    null,
                    ragged.rows(),
                    "%s with another number of fields than the header (first: line %d)"
                            .formatted(rows(ragged.rows()), ragged.firstLine()));
        }
    }

    void duplicates(DatasetQuality.Duplicates duplicates) {
        if (duplicates.rows() > 0) {
            add(
                    WARNING,
                    "duplicate_rows",
                    null,
                    duplicates.rows(),
                    "%s the same as an earlier one".formatted(rows(duplicates.rows())));
        }
    }

    void column(Column column, @Nullable String dominant) {
        missing(column);
        if (column.constant()) {
            add(INFO, "constant", column.name(), rows, "every value is the same");
        }
        outliers(column);
        mixedTypes(column, dominant);
        whiteSpace(column);
    }

    private void missing(Column column) {
        if (column.missing() > 0) {
            String message = String.format(
                    Locale.ROOT,
                    "%s of %s values are missing (%.1f %%)",
                    number(column.missing()),
                    number(rows),
                    column.missingShare() * 100);
            Severity severity = column.missingShare() > MUCH ? WARNING : INFO;
            add(severity, "missing", column.name(), column.missing(), message);
        }
    }

    private void outliers(Column column) {
        DatasetQuality.Outliers outliers = column.outliers();
        if (outliers != null) {
            DatasetQuality.Example first = outliers.examples().getFirst();
            String message = "%s far outside the usual range (first: %s on line %d)"
                    .formatted(values(outliers.count()), first.value(), first.line());
            add(INFO, "outliers", column.name(), outliers.count(), message);
        }
    }

    private void mixedTypes(Column column, @Nullable String dominant) {
        DatasetQuality.Finding wrong = column.formatProblems();
        if (wrong != null) {
            DatasetQuality.Example first = wrong.examples().getFirst();
            String message = "%s among %s that are of another kind (first: '%s' on line %d)"
                    .formatted(values(wrong.count()), dominant, first.value(), first.line());
            add(ERROR, "mixed_types", column.name(), wrong.count(), message);
        }
    }

    private void whiteSpace(Column column) {
        DatasetQuality.Finding spaces = column.whitespace();
        if (spaces != null) {
            String message = "%s with white space at the beginning or end (first: line %d)"
                    .formatted(
                            values(spaces.count()), spaces.examples().getFirst().line());
            add(INFO, "whitespace", column.name(), spaces.count(), message);
        }
    }

    private void add(Severity severity, String kind, @Nullable String column, long count, String message) {
        issues.add(new Issue(severity, kind, column, message, count));
    }

    List<Issue> worstFirst() {
        return issues.stream()
                .sorted(Comparator.comparing(Issue::severity).thenComparing(Issue::count, Comparator.reverseOrder()))
                .toList();
    }

    int score() {
        double penalty = 0;
        for (Issue issue : issues) {
            double weight =
                    switch (issue.severity()) {
                        case ERROR -> 20;
                        case WARNING -> 8;
                        case INFO -> 1;
                    };
            double share = rows == 0 ? 0 : Math.min(1, 5.0 * issue.count() / rows);
            penalty += weight * (SOME_PART + (1 - SOME_PART) * share);
        }
        return (int) Math.max(0, Math.round(100 - penalty));
    }

    private static String rows(long count) {
        return number(count) + (count == 1 ? " row" : " rows");
    }

    private static String values(long count) {
        return number(count) + (count == 1 ? " value" : " values");
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
