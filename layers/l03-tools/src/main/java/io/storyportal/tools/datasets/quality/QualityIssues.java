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
        if (column.missing() > 0) {
            add(
                    column.missingShare() > MUCH ? WARNING : INFO,
                    "missing",
                    column.name(),
                    column.missing(),
                    String.format(
                            Locale.ROOT,
                            "%s of %s values are missing (%.1f %%)",
                            number(column.missing()),
                            number(rows),
                            column.missingShare() * 100));
        }
        if (column.constant()) {
            add(INFO, "constant", column.name(), rows, "every value is the same");
        }
        DatasetQuality.Outliers outliers = column.outliers();
        if (outliers != null) {
            add(
                    INFO,
                    "outliers",
                    column.name(),
                    outliers.count(),
                    "%s far outside the usual range (first: %s on line %d)"
                            .formatted(
                                    values(outliers.count()),
                                    outliers.examples().getFirst().value(),
                                    outliers.examples().getFirst().line()));
        }
        DatasetQuality.Finding wrong = column.formatProblems();
        if (wrong != null) {
            add(
                    ERROR,
                    "mixed_types",
                    column.name(),
                    wrong.count(),
                    "%s among %s that are of another kind (first: '%s' on line %d)"
                            .formatted(
                                    values(wrong.count()),
                                    dominant,
                                    wrong.examples().getFirst().value(),
                                    wrong.examples().getFirst().line()));
        }
        DatasetQuality.Finding spaces = column.whitespace();
        if (spaces != null) {
            add(
                    INFO,
                    "whitespace",
                    column.name(),
                    spaces.count(),
                    "%s with white space at the beginning or end (first: line %d)"
                            .formatted(
                                    values(spaces.count()),
                                    spaces.examples().getFirst().line()));
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
