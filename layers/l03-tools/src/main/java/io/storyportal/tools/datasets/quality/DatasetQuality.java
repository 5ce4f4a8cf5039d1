package io.storyportal.tools.datasets.quality;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.storyportal.tools.datasets.read.SourceReport;
import io.storyportal.tools.datasets.values.ColumnType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The output of dataset.quality. */
public record DatasetQuality(
        SourceReport source,
        long rows,
        int score,
        Duplicates duplicateRows,
        List<Column> columns,
        List<Issue> issues,
        long durationMs) {

    /** Rows equal to an earlier one. {@code approximate} when the file has more rows than are remembered. */
    public record Duplicates(long rows, boolean approximate, List<Duplicate> examples) {}

    public record Duplicate(long line, long sameAsLine) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Column(
            String name,
            ColumnType type,
            long missing,
            double missingShare,
            boolean constant,
            boolean unique,
            @Nullable Outliers outliers,
            @Nullable Finding formatProblems,
            @Nullable Finding whitespace) {}

    /** Numbers beyond 3 times the interquartile range from the quartiles. */
    public record Outliers(long count, double low, double high, List<Example> examples) {}

    public record Finding(long count, List<Example> examples) {}

    public record Example(long line, String value) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Issue(
            Severity severity, String kind, @Nullable String column, String message, long count) {}

    public enum Severity {
        ERROR,
        WARNING,
        INFO;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
