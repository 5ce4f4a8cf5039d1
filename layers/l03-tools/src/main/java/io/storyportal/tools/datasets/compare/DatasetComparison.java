package io.storyportal.tools.datasets.compare;

import io.storyportal.tools.datasets.read.SourceReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The output of dataset.compare. */
public record DatasetComparison(
        Side left,
        Side right,
        Key key,
        Summary summary,
        List<ColumnChanges> columns,
        List<String> columnsOnlyLeft,
        List<String> columnsOnlyRight,
        DuplicateKeys duplicateKeys,
        MissingKeys missingKeys,
        List<KeyedRow> added,
        List<KeyedRow> removed,
        List<ChangedRow> changed,
        boolean samplesTruncated,
        long durationMs) {

    public record Side(SourceReport source, long rows) {}

    public record Key(List<String> columns, String chosen, String reason) {}

    /** Of {@code changed} and {@code unchanged} rows both sides have the key; a duplicate key counts once per side. */
    public record Summary(long added, long removed, long changed, long unchanged, boolean identical) {}

    public record ColumnChanges(String name, long changed) {}

    public record DuplicateKeys(long left, long right, List<DuplicateKey> examples) {}

    public record DuplicateKey(String side, Map<String, String> key, long rows) {}

    public record MissingKeys(long left, long right) {}

    public record KeyedRow(Map<String, String> key, Map<String, @Nullable String> row) {}

    public record ChangedRow(Map<String, String> key, List<Change> changes) {}

    public record Change(
            String column, @Nullable String left, @Nullable String right) {}
}
