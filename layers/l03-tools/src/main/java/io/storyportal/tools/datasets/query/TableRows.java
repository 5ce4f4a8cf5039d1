package io.storyportal.tools.datasets.query;

import io.storyportal.tools.datasets.read.DatasetReader;
import io.storyportal.tools.datasets.read.Row;
import io.storyportal.tools.datasets.read.RowSink;
import io.storyportal.tools.datasets.schema.DatasetSchema;
import io.storyportal.tools.datasets.values.CellKind;
import io.storyportal.tools.datasets.values.CellParser;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Writes rows into the table: numbers as numbers where the column is one of numbers, missing cells as NULL. */
final class TableRows implements RowSink {
    private static final int BATCH = 2_000;

    /** In characters: the driver holds a batch in memory. */
    private static final int LARGEST_BATCH = 1_000_000;

    private final DatasetSchema schema;
    private final PreparedStatement insert;
    private CellParser parser = new CellParser(false);
    private long rows;
    private int waiting;
    private long characters;

    TableRows(DatasetSchema schema, PreparedStatement insert) {
        this.schema = schema;
        this.insert = insert;
    }

    TableRows with(DatasetReader.Preview preview) {
        parser = new CellParser(preview.decimalComma());
        return this;
    }

    @Override
    public void columns(List<String> names) {
        // Those that appear only behind the rows the schema was read from have no place in the table.
    }

    @Override
    public boolean row(Row row) {
        try {
            List<DatasetSchema.Column> columns = schema.columns();
            for (int i = 0; i < columns.size(); i++) {
                bind(i + 1, row.cell(i), columns.get(i));
            }
            insert.addBatch();
            rows++;
            if (++waiting == BATCH || characters > LARGEST_BATCH) {
                insert.executeBatch();
                waiting = 0;
                characters = 0;
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("the query was cancelled while loading");
                }
            }
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException("The temporary database cannot be written: " + e.getMessage(), e);
        }
    }

    private void bind(int place, @org.jspecify.annotations.Nullable String cell, DatasetSchema.Column column)
            throws SQLException {
        if (cell == null || CellParser.isBlank(cell)) {
            insert.setNull(place, Types.NULL);
            return;
        }
        characters += cell.length();
        if (!column.type().numeric()) {
            insert.setString(place, column.type().temporal() ? cell.strip() : cell);
            return;
        }
        CellKind kind = parser.read(cell);
        switch (kind) {
            case INTEGER -> insert.setLong(place, parser.integer());
            case DECIMAL -> insert.setDouble(place, parser.number());
            case MISSING, MARKER -> insert.setNull(place, Types.NULL);
            case BOOLEAN, DATE, DATETIME, TEXT -> insert.setString(place, cell);
        }
    }

    long finish() throws SQLException {
        insert.executeBatch();
        return rows;
    }
}
