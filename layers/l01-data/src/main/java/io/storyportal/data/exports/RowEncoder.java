package io.storyportal.data.exports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.storyportal.data.resources.ResourceType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns the rows of one file, as the API answers them, into its bytes: head, rows and foot, in that order. */
sealed interface RowEncoder permits RowEncoder.Ndjson, RowEncoder.Csv, ParquetEncoder {

    /** What a file begins with. */
    default byte[] head() {
        return new byte[0];
    }

    /** What can be written of it by now: an encoder may hold rows back. */
    byte[] encode(List<JsonNode> rows);

    /** What was held back, and what a file ends with. */
    default byte[] foot() {
        return new byte[0];
    }

    static RowEncoder of(ExportFormat format, ResourceType<?> type, JsonMapper json) {
        return switch (format) {
            case NDJSON -> new Ndjson(json);
            case CSV -> new Csv(type.told(), json);
            case PARQUET -> new ParquetEncoder(ParquetSchema.of(type), json);
        };
    }

    /** A JSON document per line. */
    record Ndjson(JsonMapper json) implements RowEncoder {

        @Override
        public byte[] encode(List<JsonNode> rows) {
            StringBuilder lines = new StringBuilder();
            rows.forEach(row -> lines.append(json.writeValueAsString(row)).append('\n'));
            return lines.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * RFC 4180 with a header. No value is an empty cell, an empty text a quoted one. A text that a spreadsheet would run as
     * a formula has an apostrophe before it; numbers are left as they are.
     */
    record Csv(List<String> fields, JsonMapper json) implements RowEncoder {

        private static final String RUNS = "=+-@\t\r";

        @Override
        public byte[] head() {
            return written(List.of(fields));
        }

        @Override
        public byte[] encode(List<JsonNode> rows) {
            return written(rows.stream().map(this::cells).toList());
        }

        private List<@Nullable String> cells(JsonNode row) {
            return fields.stream()
                    .<@Nullable String>map(field -> cell(row.path(field)))
                    .toList();
        }

        private @Nullable String cell(JsonNode value) {
            if (value.isMissingNode() || value.isNull()) {
                return null;
            }
            return value.isString() ? defused(value.stringValue()) : json.writeValueAsString(value);
        }

        private static String defused(String text) {
            return !text.isEmpty() && RUNS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        }

        private static byte[] written(List<? extends List<@Nullable String>> records) {
            StringWriter text = new StringWriter();
            try (CsvWriter writer = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.CRLF)
                    .quoteStrategy(QuoteStrategies.EMPTY)
                    .build(text)) {
                records.forEach(writer::writeRecord);
            } catch (IOException noDiskIsInvolved) {
                throw new UncheckedIOException(noDiskIsInvolved);
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
