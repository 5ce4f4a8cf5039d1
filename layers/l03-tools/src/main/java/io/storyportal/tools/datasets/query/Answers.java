package io.storyportal.tools.datasets.query;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says a small result in a sentence. */
final class Answers {
    private static final int DECIMALS = 4;

    private Answers() {}

    static @Nullable String sentence(Interpretation meaning, DataTable.Answer answer) {
        if (answer.rows().isEmpty()) {
            return "No row matches.";
        }
        Interpretation.Aggregate aggregate = meaning.aggregate();
        if (aggregate == null) {
            return null;
        }
        String what = aggregate.words + " of " + (meaning.column() == null ? "rows" : meaning.column());
        String filter = meaning.conditions().isEmpty()
                ? ""
                : " where "
                        + String.join(
                                " and ",
                                meaning.conditions().stream()
                                        .map(Interpretation.Condition::words)
                                        .toList());
        List<@Nullable Object> first = answer.rows().getFirst();
        if (meaning.groupBy() == null) {
            return "The " + what + filter + " is " + shown(first.getFirst()) + ".";
        }
        String extreme = meaning.order() == Interpretation.Order.LOWEST ? "lowest " : "highest ";
        return shown(first.get(0)) + " has the " + extreme + what + filter + ": " + shown(first.get(1)) + ".";
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof Double number) {
            BigDecimal rounded = BigDecimal.valueOf(number)
                    .setScale(DECIMALS, RoundingMode.HALF_UP)
                    .stripTrailingZeros();
            return rounded.toPlainString();
        }
        return value == null ? "nothing (no values)" : value.toString();
    }
}
