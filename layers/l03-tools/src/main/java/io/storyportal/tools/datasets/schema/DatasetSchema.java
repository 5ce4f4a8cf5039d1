package io.storyportal.tools.datasets.schema;

import io.storyportal.tools.datasets.read.SourceReport;
import io.storyportal.tools.datasets.values.ColumnType;
import java.util.List;

/** The output of dataset.schema. */
public record DatasetSchema(SourceReport source, List<Column> columns, long sampledRows) {
    public record Column(String name, ColumnType type, boolean nullable, List<String> examples) {}
}
