package io.storyportal.tools.datasets.values;

import java.util.Set;

/**
 * Decides what a cell is and holds its value. One instance is reused for millions of cells, so it allocates nothing for
 * common ones; not for use by several threads.
 */
public final class CellParser {
    private static final Set<String> MISSING = Set.of("null", "\\n", "#n/a", "nan", "<null>", "(null)");
    private static final Set<String> MARKERS = Set.of("na", "n/a", "none", "nil", "-", "--", "?", "#na", "n.a.");
    private static final int LONGEST_MARKER = 6;

    private final NumberParser numbers;
    private final TimeParser times = new TimeParser();

    /** @param decimalComma "1,5" is one and a half, as in files separated by semicolons. */
    public CellParser(boolean decimalComma) {
        this.numbers = new NumberParser(decimalComma);
    }

    public CellKind read(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) <= ' ') {
            to--;
        }
        if (from == to) {
            return CellKind.MISSING;
        }
        char first = text.charAt(from);
        if (first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.') {
            CellKind number = numbers.read(text, from, to);
            if (number != CellKind.TEXT) {
                return number;
            }
            CellKind time = times.read(text, from, to);
            return time == CellKind.TEXT ? word(text, from, to) : time;
        }
        return word(text, from, to);
    }

    /** A missing cell, at a glance: empty or white space only. */
    public static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > ' ') {
                return false;
            }
        }
        return true;
    }

    private static CellKind word(String text, int from, int to) {
        if (to - from > LONGEST_MARKER) {
            return CellKind.TEXT;
        }
        String word = lower(text.substring(from, to));
        if (MISSING.contains(word)) {
            return CellKind.MISSING;
        }
        if (MARKERS.contains(word)) {
            return CellKind.MARKER;
        }
        return switch (word) {
            case "true", "false", "yes", "no" -> CellKind.BOOLEAN;
            default -> CellKind.TEXT;
        };
    }

    private static String lower(String word) {
        return word.toLowerCase(java.util.Locale.ROOT);
    }

    /** The value of the last INTEGER. */
    public long integer() {
        return numbers.integer();
    }

    /** The value of the last INTEGER or DECIMAL. */
    public double number() {
        return numbers.number();
    }

    /** The last DATE or DATETIME in microseconds since 1970, taken as UTC where the text names no zone. */
    public long epochMicros() {
        return times.epochMicros();
    }
}
