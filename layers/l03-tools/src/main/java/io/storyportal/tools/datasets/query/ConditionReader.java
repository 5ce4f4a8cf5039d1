package io.storyportal.tools.datasets.query;

import io.storyportal.tools.datasets.query.Interpretation.Condition;
import io.storyportal.tools.datasets.schema.DatasetSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads "where price is over 10", "price > 10", "with status = 'open'", "above 10" (of the column just named). */
final class ConditionReader {
    private static final Map<List<String>, String> OPERATORS = new LinkedHashMap<>();

    static {
        // Longer phrases first: "is not" must not be read as "is".
        OPERATORS.put(List.of("is", "greater", "than"), ">");
        OPERATORS.put(List.of("is", "more", "than"), ">");
        OPERATORS.put(List.of("is", "less", "than"), "<");
        OPERATORS.put(List.of("is", "at", "least"), ">=");
        OPERATORS.put(List.of("is", "at", "most"), "<=");
        OPERATORS.put(List.of("greater", "than"), ">");
        OPERATORS.put(List.of("more", "than"), ">");
        OPERATORS.put(List.of("less", "than"), "<");
        OPERATORS.put(List.of("at", "least"), ">=");
        OPERATORS.put(List.of("at", "most"), "<=");
        OPERATORS.put(List.of("is", "above"), ">");
        OPERATORS.put(List.of("is", "over"), ">");
        OPERATORS.put(List.of("is", "below"), "<");
        OPERATORS.put(List.of("is", "under"), "<");
        OPERATORS.put(List.of("is", "not"), "<>");
        OPERATORS.put(List.of("above"), ">");
        OPERATORS.put(List.of("over"), ">");
        OPERATORS.put(List.of("below"), "<");
        OPERATORS.put(List.of("under"), "<");
        OPERATORS.put(List.of("equals"), "=");
        OPERATORS.put(List.of("is"), "=");
        OPERATORS.put(List.of("contains"), "like");
        for (String sign : List.of("=", ">", "<", ">=", "<=", "<>")) {
            OPERATORS.put(List.of(sign), sign);
        }
        OPERATORS.put(List.of("!="), "<>");
    }

    /** @param usesMentioned the condition is on the column named before it, which then is no measure */
    record Read(Condition condition, int next, boolean usesMentioned) {}

    private ConditionReader() {}

    static Optional<Read> at(
            List<String> tokens, int start, ColumnWords columns, DatasetSchema.@Nullable Column mentioned) {
        int from = start;
        boolean introduced = List.of("where", "with", "whose", "when", "if").contains(tokens.get(from));
        if (introduced) {
            from++;
        }
        for (int length = Math.min(ColumnWords.MOST_WORDS, tokens.size() - from); length > 0; length--) {
            Optional<DatasetSchema.Column> column = columns.find(tokens.subList(from, from + length));
            if (column.isPresent()) {
                Optional<Read> read = operator(tokens, from + length, column.get(), false);
                if (read.isPresent()) {
                    return read;
                }
            }
        }
        boolean bare = !introduced && mentioned != null && !List.of("is", "=").contains(tokens.get(start));
        return bare ? operator(tokens, start, mentioned, true) : Optional.empty();
    }

    private static Optional<Read> operator(
            List<String> tokens, int from, DatasetSchema.@Nullable Column column, boolean mentioned) {
        for (Map.Entry<List<String>, String> each : OPERATORS.entrySet()) {
            int valueAt = from + each.getKey().size();
            if (column != null
                    && valueAt < tokens.size()
                    && tokens.subList(from, valueAt).equals(each.getKey())) {
                return value(tokens, valueAt, column, each.getValue(), mentioned);
            }
        }
        return Optional.empty();
    }

    private static Optional<Read> value(
            List<String> tokens, int at, DatasetSchema.Column column, String operator, boolean mentioned) {
        String value = QuestionTokens.plain(tokens.get(at));
        boolean number = column.type().numeric();
        boolean ordering = operator.startsWith("<") || operator.startsWith(">");
        if (number && !value.matches("-?\\d+(\\.\\d+)?") || mentioned && !number && !ordering) {
            return Optional.empty();
        }
        return Optional.of(new Read(new Condition(column.name(), operator, value, number), at + 1, mentioned));
    }
}
