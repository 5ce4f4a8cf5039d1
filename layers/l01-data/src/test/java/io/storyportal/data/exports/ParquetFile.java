package io.storyportal.data.exports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Parquet file as DuckDB reads it, which shares no code with what wrote it. */
record ParquetFile(Path path) {

    static ParquetFile of(Path folder, byte[] content) {
        try {
            return new ParquetFile(Files.write(Files.createTempFile(folder, "exported", ".parquet"), content));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Of each column, in their order, the type that DuckDB gives it. */
    Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        query("describe select * from '%s'")
                .forEach(column -> types.put((String) column.get("column_name"), (String) column.get("column_type")));
        return types;
    }

    List<Map<String, @Nullable Object>> rows() {
        return query("select * from '%s'");
    }

    /** Of each group of rows, its bytes before they were compressed. */
    List<Long> groups() {
        return query(
                        "select row_group_id, max(row_group_bytes)::bigint as bytes from parquet_metadata('%s') group by all")
                .stream()
                .map(group -> (Long) group.get("bytes"))
                .toList();
    }

    List<Object> codecs() {
        return new ArrayList<>(query("select distinct compression from parquet_metadata('%s')").stream()
                .map(codec -> codec.get("compression"))
                .toList());
    }

    /** {@code %s} in the query is the file. */
    private List<Map<String, @Nullable Object>> query(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql.formatted(path))) {
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            while (found.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (int at = 1; at <= found.getMetaData().getColumnCount(); at++) {
                    row.put(found.getMetaData().getColumnLabel(at), found.getObject(at));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What a line of NDJSON says in a field, as DuckDB should read it from a column of this type. */
    static @Nullable Object expected(JsonNode value, String type) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return switch (type) {
            case "UUID" -> UUID.fromString(value.stringValue());
            case "TIMESTAMP WITH TIME ZONE" -> Instant.parse(value.stringValue());
            case "DECIMAL(18,6)" -> value.decimalValue().setScale(6);
            case "INTEGER" -> value.intValue();
            case "BIGINT" -> value.longValue();
            case "BOOLEAN" -> value.booleanValue();
            case "VARCHAR" -> value.stringValue();
            case "JSON" -> value;
            default -> throw new IllegalArgumentException("No column should be " + type);
        };
    }

    /** The same of what DuckDB read. */
    static @Nullable Object read(@Nullable Object value, String type, JsonMapper json) {
        return switch (value) {
            case null -> null;
            case OffsetDateTime time -> time.toInstant();
            case BigDecimal exact -> exact;
            default -> type.equals("JSON") ? json.readTree(value.toString()) : value;
        };
    }
}
