package io.storyportal.tools.datasets.read;

import static io.storyportal.tools.datasets.read.DatasetException.Reason.MALFORMED;
import static io.storyportal.tools.datasets.read.DatasetException.Reason.TOO_LARGE;

import java.io.Reader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The rows of a JSON array or of a sequence of JSON values (NDJSON). Objects are rows, their fields columns as they
 * appear; nested objects become `outer.inner` down to {@value #DEEPEST} levels, arrays and deeper objects stay JSON text.
 */
final class JsonRows {
    private static final int DEEPEST = 4;
    private static final int LONGEST_STRING = 4 * 1024 * 1024;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_STRING)
                    .maxNestingDepth(200)
                    .build())
            .build();

    private final Row row = new Row();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private final RowSink sink;
    private int known;
    private long rootValues;

    JsonRows(RowSink sink) {
        this.sink = sink;
    }

    long rootValues() {
        return rootValues;
    }

    void read(Reader text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            boolean more = true;
            for (JsonToken token = parser.nextToken(); token != null && more; token = parser.nextToken()) {
                rootValues++;
                more = token == JsonToken.START_ARRAY && rootValues == 1 ? array(parser) : row(parser, token);
            }
            announce();
        } catch (JacksonException e) {
            if (e.getCause() instanceof DatasetException known) {
                throw known;
            }
            var at = e.getLocation();
            throw new DatasetException(
                    MALFORMED,
                    at == null ? null : (long) at.getLineNr(),
                    "is not valid JSON" + (at == null ? "" : " at column " + at.getColumnNr()) + ": "
                            + e.getOriginalMessage());
        }
    }

    private boolean array(JsonParser parser) {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null || !row(parser, token)) {
                return token == null;
            }
        }
        return true;
    }

    private boolean row(JsonParser parser, JsonToken token) {
        row.begin(parser.currentTokenLocation().getLineNr(), names.size());
        switch (token) {
            case START_OBJECT -> object(parser, "", 1);
            case START_ARRAY -> {
                int position = 1;
                for (JsonToken each = parser.nextToken(); each != JsonToken.END_ARRAY; each = parser.nextToken()) {
                    value(parser, each, "column_" + position++, DEEPEST);
                }
            }
            default -> value(parser, token, "value", DEEPEST);
        }
        announce();
        return sink.row(row);
    }

    private void announce() {
        if (names.size() > known || rootValues > 0 && known == 0 && !names.isEmpty()) {
            known = names.size();
            sink.columns(List.copyOf(names));
        }
    }

    private void object(JsonParser parser, String prefix, int depth) {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            String name = prefix + parser.currentName();
            value(parser, parser.nextToken(), name, depth);
        }
    }

    private void value(JsonParser parser, JsonToken token, String name, int depth) {
        switch (token) {
            case START_OBJECT -> {
                if (depth < DEEPEST) {
                    object(parser, name + ".", depth + 1);
                } else {
                    row.set(column(name, parser), raw(parser), true);
                }
            }
            case START_ARRAY -> row.set(column(name, parser), raw(parser), true);
            case VALUE_NULL -> column(name, parser);
            case VALUE_STRING -> {
                String text = parser.getString();
                row.set(column(name, parser), text.isEmpty() ? null : text, true);
            }
            default -> row.set(column(name, parser), parser.getString(), false);
        }
    }

    private int column(String name, JsonParser parser) {
        Integer column = columns.get(name);
        if (column == null) {
            column = names.size();
            if (column == CsvRows.MOST_COLUMNS) {
                throw new DatasetException(
                        TOO_LARGE,
                        (long) parser.currentTokenLocation().getLineNr(),
                        "brings column number " + (column + 1) + "; at most " + CsvRows.MOST_COLUMNS + " are read");
            }
            names.add(name);
            columns.put(name, column);
        }
        return column;
    }

    private static String raw(JsonParser parser) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.copyCurrentStructure(parser);
        }
        return text.toString();
    }
}
