package io.storyportal.data.exports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns rows, as the API answers them, into the text of a file. */
sealed interface RowEncoder {

    /** What a file begins with. */
    String head();

    String encode(List<JsonNode> rows);

    static RowEncoder of(ExportFormat format, List<String> fields, JsonMapper json) {
        return switch (format) {
            case NDJSON -> new Ndjson(json);
            case CSV -> new Csv(fields, json);
        };
    }

    /** A JSON document per line. */
    record Ndjson(JsonMapper json) implements RowEncoder {

        @Override
        public String head() {
            return "";
        }

        @Override
        public String encode(List<JsonNode> rows) {
            StringBuilder lines = new StringBuilder();
            rows.forEach(row -> lines.append(json.writeValueAsString(row)).append('\n'));
            return lines.toString();
        }
    }

    /**
     * RFC 4180 with a header. No value is an empty cell, an empty text a quoted one. A text that a spreadsheet would run as
     * a formula has an apostrophe before it; numbers are left as they are.
     */
    record Csv(List<String> fields, JsonMapper json) implements RowEncoder {

        private static final String RUNS = "=+-@\t\r";

        @Override
        public String head() {
            return written(List.of(fields));
        }

        @Override
        public String encode(List<JsonNode> rows) {
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

        private static String written(List<? extends List<@Nullable String>> records) {
            StringWriter text = new StringWriter();
            try (CsvWriter writer = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.CRLF)
                    .quoteStrategy(QuoteStrategies.EMPTY)
                    .build(text)) {
                records.forEach(writer::writeRecord);
            } catch (IOException noDiskIsInvolved) {
                throw new UncheckedIOException(noDiskIsInvolved);
            }
            return text.toString();
        }
    }
}
