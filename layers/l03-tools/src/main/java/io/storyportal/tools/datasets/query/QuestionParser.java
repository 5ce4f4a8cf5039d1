package io.storyportal.tools.datasets.query;

import io.storyportal.tools.ToolsProblem;
import io.storyportal.tools.datasets.query.Interpretation.Aggregate;
import io.storyportal.tools.datasets.query.Interpretation.Condition;
import io.storyportal.tools.datasets.query.Interpretation.Order;
import io.storyportal.tools.datasets.schema.DatasetSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a question by a small fixed grammar over the real columns and values: an aggregate, a column, "by" a group, "top n",
 * conditions. Every word must have a meaning here; one that has none makes the question not understood rather than guessed.
 */
final class QuestionParser {
    private static final Map<String, Aggregate> AGGREGATES = Map.ofEntries(
            Map.entry("count", Aggregate.COUNT),
            Map.entry("sum", Aggregate.SUM),
            Map.entry("total", Aggregate.SUM),
            Map.entry("average", Aggregate.AVERAGE),
            Map.entry("avg", Aggregate.AVERAGE),
            Map.entry("mean", Aggregate.AVERAGE),
            Map.entry("median", Aggregate.MEDIAN),
            Map.entry("minimum", Aggregate.MIN),
            Map.entry("min", Aggregate.MIN),
            Map.entry("maximum", Aggregate.MAX),
            Map.entry("max", Aggregate.MAX),
            Map.entry("distinct", Aggregate.DISTINCT),
            Map.entry("different", Aggregate.DISTINCT),
            Map.entry("unique", Aggregate.DISTINCT),
            Map.entry("missing", Aggregate.MISSING));
    private static final Set<String> HIGH =
            Set.of("highest", "largest", "biggest", "greatest", "top", "latest", "most", "best", "newest");
    private static final Set<String> LOW =
            Set.of("lowest", "smallest", "least", "bottom", "earliest", "cheapest", "fewest", "worst", "oldest");
    private static final Set<String> FILLER = Set.of(
            "what",
            "which",
            "who",
            "is",
            "are",
            "was",
            "were",
            "the",
            "a",
            "an",
            "of",
            "in",
            "do",
            "does",
            "did",
            "we",
            "there",
            "have",
            "has",
            "had",
            "show",
            "me",
            "list",
            "give",
            "find",
            "tell",
            "please",
            "and",
            "value",
            "values",
            "rows",
            "row",
            "records",
            "record",
            "entries",
            "entry",
            "lines",
            "data",
            "dataset",
            "file",
            "all",
            "with",
            "for",
            "many",
            "how",
            "much",
            "number",
            "on",
            "at",
            "its",
            "their",
            "get",
            "calculate",
            "compute",
            "overall",
            "common",
            "frequent",
            "first",
            "answer",
            "question",
            "about",
            "this",
            "from",
            "to",
            "per",
            "by",
            "that",
            "it",
            "i",
            "my",
            "items",
            "item",
            "sorted",
            "ordered",
            "order",
            "descending",
            "ascending",
            "table",
            "csv");
    private static final Set<String> GROUPING = Set.of("by", "per", "each", "every", "across");

    private final ColumnWords columns;
    private final KnownValues values;

    QuestionParser(List<DatasetSchema.Column> columns, KnownValues values) {
        this.columns = new ColumnWords(columns);
        this.values = values;
    }

    Interpretation read(String question) throws SQLException {
        Reading reading = new Reading(QuestionTokens.of(question));
        return reading.run();
    }

    /** The state of reading one question from left to right. */
    private final class Reading {
        private final List<String> tokens;
        private final List<Condition> conditions = new ArrayList<>();
        private final List<DatasetSchema.Column> mentioned = new ArrayList<>();
        private @Nullable Aggregate aggregate;
        private DatasetSchema.@Nullable Column groupBy;
        private DatasetSchema.@Nullable Column grouped;
        private Order order = Order.NONE;
        private int most;
        private boolean rowsWanted;
        private boolean grouping;
        private int at;

        Reading(List<String> tokens) {
            this.tokens = tokens;
        }

        Interpretation run() throws SQLException {
            while (at < tokens.size()) {
                if (!condition() && !column() && !value()) {
                    word(tokens.get(at++));
                }
            }
            return conclude();
        }

        private boolean condition() {
            Optional<ConditionReader.Read> read =
                    ConditionReader.at(tokens, at, columns, mentioned.isEmpty() ? null : mentioned.getLast());
            read.ifPresent(found -> {
                conditions.add(found.condition());
                if (found.usesMentioned()) {
                    mentioned.removeLast();
                }
                at = found.next();
            });
            return read.isPresent();
        }

        private boolean column() {
            for (int length = Math.min(ColumnWords.MOST_WORDS, tokens.size() - at); length > 0; length--) {
                Optional<DatasetSchema.Column> column = columns.find(tokens.subList(at, at + length));
                if (column.isPresent()) {
                    at += length;
                    if (grouping && groupBy == null) {
                        groupBy = column.get();
                        grouping = false;
                    } else {
                        mentioned.add(column.get());
                    }
                    return true;
                }
            }
            return false;
        }

        private boolean value() throws SQLException {
            for (int length = Math.min(ColumnWords.MOST_WORDS, tokens.size() - at); length > 0; length--) {
                String text = QuestionTokens.plain(String.join(" ", tokens.subList(at, at + length)));
                boolean known = length == 1 && (FILLER.contains(text) || AGGREGATES.containsKey(text));
                Optional<KnownValues.Found> found = known ? Optional.empty() : values.find(text);
                if (found.isPresent()) {
                    KnownValues.Found value = found.get();
                    conditions.add(new Condition(value.column().name(), "=", value.value(), false));
                    at += length;
                    return true;
                }
            }
            return false;
        }

        private void word(String token) {
            if (GROUPING.contains(token)) {
                grouping = true;
            } else if (token.matches("\\d{1,4}") && most == 0) {
                most = Integer.parseInt(token);
            } else if (token.equals("how") && next("many") || token.equals("number")) {
                aggregate = aggregate == null ? Aggregate.COUNT : aggregate;
            } else if (AGGREGATES.containsKey(token)) {
                Aggregate named = AGGREGATES.get(token);
                aggregate = aggregate == null || aggregate == Aggregate.COUNT ? named : aggregate;
            } else if (HIGH.contains(token)) {
                order = Order.HIGHEST;
            } else if (LOW.contains(token)) {
                order = Order.LOWEST;
            } else if (!FILLER.contains(token)) {
                throw notUnderstood("the word '" + token
                        + "' is neither a column, a value in the data nor a word of a question form");
            }
            rowsWanted |= token.equals("rows") || token.equals("records") || token.equals("entries");
        }

        private boolean next(String word) {
            return at < tokens.size() && tokens.get(at).equals(word);
        }

        private Interpretation conclude() {
            if (order != Order.NONE && groupBy == null && aggregate != null && mentioned.size() > 1) {
                // "which city has the highest average price": the first column named is the one to group by.
                grouped = mentioned.removeFirst();
            }
            if (groupBy != null && order != Order.NONE && mentioned.size() == 1 && aggregate == null && most > 0) {
                // "top 5 product by amount": what stands after "by" is the measure here.
                return rankedGroups(mentioned.getFirst(), groupBy);
            }
            DatasetSchema.Column group = groupBy != null ? groupBy : grouped;
            if (aggregate == null && order != Order.NONE) {
                return extreme(group);
            }
            if (aggregate == null && group != null) {
                aggregate =
                        mentioned.isEmpty() || !mentioned.getFirst().type().numeric() ? Aggregate.COUNT : Aggregate.SUM;
            }
            if (aggregate == null && mentioned.isEmpty() && (rowsWanted || !conditions.isEmpty())) {
                return interpretation(null, null, null);
            }
            if (aggregate == null) {
                throw notUnderstood("it names no computation such as count, sum, average, min, max, median or top");
            }
            return aggregated(aggregate, group);
        }

        private Interpretation aggregated(Aggregate wanted, DatasetSchema.@Nullable Column group) {
            DatasetSchema.Column measure = mentioned.isEmpty() ? null : mentioned.getFirst();
            if (mentioned.size() > 1) {
                throw notUnderstood("it names several columns, "
                        + mentioned.stream().map(DatasetSchema.Column::name).toList()
                        + ", without saying what each is for");
            }
            if (wanted == Aggregate.COUNT && measure != null && !rowsWanted && group == null && conditions.isEmpty()) {
                wanted = Aggregate.DISTINCT;
            }
            boolean needsNumber = wanted == Aggregate.SUM || wanted == Aggregate.AVERAGE || wanted == Aggregate.MEDIAN;
            if (measure == null && wanted != Aggregate.COUNT) {
                throw notUnderstood("it does not say which column the " + wanted.words + " is of");
            }
            if (measure != null && needsNumber && !measure.type().numeric()) {
                throw notUnderstood("the column '" + measure.name() + "' holds no numbers");
            }
            return interpretation(wanted, measure, group);
        }

        /** Superlatives without an aggregate: "highest price", "most common city", "5 cheapest by price". */
        private Interpretation extreme(DatasetSchema.@Nullable Column group) {
            DatasetSchema.Column first = mentioned.isEmpty() ? group : mentioned.getFirst();
            if (first == null) {
                throw notUnderstood("it does not say the highest or lowest of what");
            }
            if (mentioned.size() == 2) {
                return rankedGroups(mentioned.get(0), mentioned.get(1));
            }
            if (first.type().numeric() || first.type().temporal()) {
                if (most > 0) {
                    return interpretation(null, first, null);
                }
                return interpretation(
                        order == Order.LOWEST ? Aggregate.MIN : Aggregate.MAX,
                        first,
                        mentioned.isEmpty() ? null : group);
            }
            most = most == 0 ? 1 : most;
            return interpretation(Aggregate.COUNT, null, first);
        }

        private Interpretation rankedGroups(DatasetSchema.Column group, DatasetSchema.Column measure) {
            if (!measure.type().numeric()) {
                throw notUnderstood("the column '" + measure.name() + "' holds no numbers to rank by");
            }
            most = most == 0 ? 1 : most;
            return interpretation(Aggregate.SUM, measure, group);
        }

        private Interpretation interpretation(
                @Nullable Aggregate wanted,
                DatasetSchema.@Nullable Column measure,
                DatasetSchema.@Nullable Column group) {
            return new Interpretation(
                    wanted,
                    measure == null ? null : measure.name(),
                    group == null ? null : group.name(),
                    List.copyOf(conditions),
                    order,
                    most);
        }
    }

    private static RuntimeException notUnderstood(String why) {
        return ToolsProblem.QUESTION_NOT_UNDERSTOOD.exception("The question is not understood: " + why);
    }
}
