package io.storyportal.tools.datasets.compare;

import io.storyportal.tools.datasets.values.CellKind;
import io.storyportal.tools.datasets.values.CellParser;
import org.jspecify.annotations.Nullable;

/** When two cells count as the same: equal texts apart from outer white space, or equal numbers ("9.5" and "9.50"). */
final class CellEquality {
    private final CellParser left;
    private final CellParser right;

    CellEquality(boolean leftDecimalComma, boolean rightDecimalComma) {
        left = new CellParser(leftDecimalComma);
        right = new CellParser(rightDecimalComma);
    }

    boolean equal(@Nullable String before, @Nullable String after) {
        boolean nothingBefore = before == null || before.isBlank();
        boolean nothingAfter = after == null || after.isBlank();
        if (before == null || after == null || nothingBefore || nothingAfter) {
            return nothingBefore && nothingAfter;
        }
        if (before.equals(after) || before.strip().equals(after.strip())) {
            return true;
        }
        CellKind kindBefore = left.read(before);
        CellKind kindAfter = right.read(after);
        if (kindBefore == CellKind.INTEGER && kindAfter == CellKind.INTEGER) {
            return left.integer() == right.integer();
        }
        return kindBefore.numeric() && kindAfter.numeric() && left.number() == right.number();
    }
}
