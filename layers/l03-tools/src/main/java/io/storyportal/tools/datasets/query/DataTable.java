package io.storyportal.tools.datasets.query;

import io.storyportal.tools.ToolsProblem;
import io.storyportal.tools.datasets.AnswerSize;
import io.storyportal.tools.datasets.read.DatasetFormat;
import io.storyportal.tools.datasets.read.DatasetReader;
import io.storyportal.tools.datasets.read.DatasetSource;
import io.storyportal.tools.datasets.read.SourceReport;
import io.storyportal.tools.datasets.schema.DatasetSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;
import org.sqlite.SQLiteOpenMode;

/** A dataset as the table {@code data} of a temporary SQLite database, loaded once and then only read. */
final class DataTable implements AutoCloseable {
    private static final int STEPS_BETWEEN_CHECKS = 20_000;
    private static final int LONGEST_TEXT = 2_000;

    private final Path file;
    private final QueryLimits limits;
    private final DatasetSchema schema;
    private SourceReport source;
    private long rows;
    private @Nullable SQLiteConnection reading;

    private DataTable(Path file, QueryLimits limits, DatasetSchema schema) {
        this.file = file;
        this.limits = limits;
        this.schema = schema;
        this.source = schema.source();
    }

    static DataTable load(
            DatasetSource source, @Nullable DatasetFormat format, DatasetSchema schema, Path folder, QueryLimits limits)
            throws IOException, SQLException {
        DataTable table = new DataTable(Files.createTempFile(folder, "query", ".sqlite"), limits, schema);
        try {
            table.fill(source, format);
            table.openForReading();
            return table;
        } catch (SQLException | RuntimeException e) {
            table.close();
            throw e;
        }
    }

    private void fill(DatasetSource dataset, @Nullable DatasetFormat format) throws SQLException {
        try (Connection writing = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = writing.createStatement()) {
            statement.execute("pragma journal_mode=off");
            statement.execute("pragma synchronous=off");
            statement.execute("pragma locking_mode=exclusive");
            statement.execute("pragma cache_size=-" + limits.cacheBytes() / 1024);
            statement.execute("create table data (" + columnDefinitions() + ")");
            writing.setAutoCommit(false);
            String places = schema.columns().stream().map(c -> "?").collect(Collectors.joining(","));
            try (PreparedStatement insert = writing.prepareStatement("insert into data values (" + places + ")")) {
                TableRows sink = new TableRows(schema, insert);
                source = DatasetReader.read(dataset, format, sink::with);
                rows = sink.finish();
            }
            writing.commit();
        }
    }

    private String columnDefinitions() {
        return schema.columns().stream()
                .map(c -> quoted(c.name())
                        + switch (c.type()) {
                            case INTEGER -> " INTEGER";
                            case DECIMAL -> " REAL";
                            case BOOLEAN, DATE, DATETIME, TEXT -> " TEXT";
                            case EMPTY -> "";
                        })
                .collect(Collectors.joining(", "));
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private void openForReading() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setOpenMode(SQLiteOpenMode.READONLY);
        config.enableLoadExtension(false);
        config.setCacheSize(-limits.cacheBytes() / 1024);
        SQLiteConnection connection = (SQLiteConnection) config.createConnection("jdbc:sqlite:" + file);
        reading = connection;
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, limits.valueBytes());
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma query_only=on");
        }
    }

    SourceReport source() {
        return source;
    }

    long rows() {
        return rows;
    }

    /** Columns and rows of an answer. */
    record Answer(List<String> columns, List<List<@Nullable Object>> rows, boolean truncated) {}

    Answer select(String sql, List<String> parameters, int mostRows) throws SQLException {
        SQLiteConnection connection = java.util.Objects.requireNonNull(reading);
        Deadline deadline = new Deadline(limits.time());
        ProgressHandler.setHandler(connection, STEPS_BETWEEN_CHECKS, deadline);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setString(i + 1, parameters.get(i));
            }
            try (var found = statement.executeQuery()) {
                List<String> columns = new ArrayList<>();
                int width = found.getMetaData().getColumnCount();
                for (int i = 1; i <= width; i++) {
                    columns.add(found.getMetaData().getColumnLabel(i));
                }
                List<List<@Nullable Object>> result = new ArrayList<>();
                AnswerSize size = new AnswerSize();
                while (found.next()) {
                    if (result.size() == mostRows) {
                        return new Answer(columns, result, true);
                    }
                    List<@Nullable Object> row = new ArrayList<>(width);
                    for (int i = 1; i <= width; i++) {
                        row.add(size.add(shown(found.getObject(i))));
                    }
                    result.add(row);
                }
                return new Answer(columns, result, false);
            }
        } catch (SQLException e) {
            if (deadline.passed) {
                throw ToolsProblem.QUERY_LIMIT.exception(
                        "The query was stopped after " + limits.time().toSeconds() + " s");
            }
            throw e;
        } finally {
            ProgressHandler.clearHandler(connection);
        }
    }

    private static @Nullable Object shown(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.length + " bytes";
        }
        return value instanceof String text && text.length() > LONGEST_TEXT
                ? text.substring(0, LONGEST_TEXT) + "…"
                : value;
    }

    @Override
    public void close() throws SQLException, IOException {
        if (reading != null) {
            reading.close();
        }
        Files.deleteIfExists(file);
    }

    /** Ends a query that runs too long or whose thread was interrupted. */
    private static final class Deadline extends ProgressHandler {
        private final long end;
        private boolean passed;

        Deadline(Duration time) {
            end = System.nanoTime() + time.toNanos();
        }

        @Override
        protected int progress() {
            passed |= System.nanoTime() - end > 0;
            return passed || Thread.currentThread().isInterrupted() ? 1 : 0;
        }
    }
}
