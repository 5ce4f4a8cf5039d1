package io.storyportal.tools.datasets.query;

import io.storyportal.tools.datasets.schema.DatasetSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names for the table's columns: SQL does not tell "Id" from "id", files do. */
final class TableColumns {
    private TableColumns() {}

    static DatasetSchema distinct(DatasetSchema schema) {
        Set<String> taken = new HashSet<>();
        List<DatasetSchema.Column> columns = new ArrayList<>();
        for (DatasetSchema.Column column : schema.columns()) {
            String name = column.name();
            for (int n = 2; !taken.add(name.toLowerCase(Locale.ROOT)); n++) {
                name = column.name() + "_" + n;
            }
            columns.add(new DatasetSchema.Column(name, column.type(), column.nullable(), column.examples()));
        }
        return new DatasetSchema(schema.source(), columns, schema.sampledRows());
    }
}
