package io.storyportal.tools.datasets.query;

import io.storyportal.tools.datasets.schema.DatasetSchema;
import io.storyportal.tools.datasets.values.ColumnType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The values of text columns with few different ones, so that "in Berlin" finds the column that holds Berlin. */
final class KnownValues {
    private static final int MOST_PER_COLUMN = 1_000;

    private final DataTable table;
    private final List<DatasetSchema.Column> columns;
    private final Map<String, List<Found>> byText = new HashMap<>();
    private boolean loaded;

    /** A value as written and the column that holds it. */
    record Found(DatasetSchema.Column column, String value) {}

    KnownValues(DataTable table, List<DatasetSchema.Column> columns) {
        this.table = table;
        this.columns = columns;
    }

    /** The only column that holds the text; nothing when none or several do. */
    Optional<Found> find(String text) throws SQLException {
        load();
        List<Found> found = byText.getOrDefault(text.toLowerCase(Locale.ROOT), List.of());
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private void load() throws SQLException {
        if (loaded) {
            return;
        }
        loaded = true;
        for (DatasetSchema.Column column : columns) {
            if (column.type() == ColumnType.TEXT || column.type() == ColumnType.BOOLEAN) {
                String name = DataTable.quoted(column.name());
                var values = table.select(
                        "select distinct " + name + " from data where " + name + " is not null limit "
                                + (MOST_PER_COLUMN + 1),
                        List.of(),
                        MOST_PER_COLUMN + 1);
                if (values.rows().size() <= MOST_PER_COLUMN) {
                    values.rows().forEach(row -> add(column, String.valueOf(row.getFirst())));
                }
            }
        }
    }

    private void add(DatasetSchema.Column column, String value) {
        byText.computeIfAbsent(value.strip().toLowerCase(Locale.ROOT), k -> new ArrayList<>())
                .add(new Found(column, value));
    }
}
