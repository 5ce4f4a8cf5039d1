package io.storyportal.tools.datasets.values;

/**
 * Numbers as people write them: sign, digits, one decimal mark, an exponent, groups of three. Short ones are computed
 * exactly without allocation; the JDK parses the rest. Whole numbers beyond 64 bits are codes, so they stay text.
 */
final class NumberParser {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long EXACT = 1L << 53;
    private static final int LONGEST = 64;
    private static final int EXACT_DIGITS = 18;

    private final char decimalMark;
    private final char groupMark;
    private long integer;
    private double number;

    NumberParser(boolean decimalComma) {
        this.decimalMark = decimalComma ? ',' : '.';
        this.groupMark = decimalComma ? '.' : ',';
    }

    long integer() {
        return integer;
    }

    double number() {
        return number;
    }

    CellKind read(String text, int from, int to) {
        if (to - from > LONGEST) {
            return CellKind.TEXT;
        }
        int start = text.charAt(from) == '-' || text.charAt(from) == '+' ? from + 1 : from;
        long mantissa = 0;
        int digits = 0;
        int scale = -1;
        for (int i = start; i < to; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
                if (digits <= EXACT_DIGITS) {
                    mantissa = mantissa * 10 + (c - '0');
                }
                if (scale >= 0) {
                    scale++;
                }
            } else if (c == decimalMark && scale < 0) {
                scale = 0;
            } else {
                return unusual(text, from, to, start);
            }
        }
        if (digits == 0 || digits > EXACT_DIGITS) {
            return digits == 0 ? CellKind.TEXT : parsed(plain(text, from, to), scale < 0);
        }
        return value(text, from, to, mantissa, scale);
    }

    private CellKind value(String text, int from, int to, long mantissa, int scale) {
        boolean negative = text.charAt(from) == '-';
        if (scale < 0) {
            integer = negative ? -mantissa : mantissa;
            number = integer;
            return CellKind.INTEGER;
        }
        if (mantissa <= EXACT && scale < POWERS.length) {
            double value = mantissa / POWERS[scale];
            number = negative ? -value : value;
            return CellKind.DECIMAL;
        }
        return parsed(plain(text, from, to), false);
    }

    private String plain(String text, int from, int to) {
        return text.substring(from, to).replace(decimalMark, '.');
    }

    private CellKind unusual(String text, int from, int to, int start) {
        String value = text.substring(from, to);
        if (grouped(text, start, to)) {
            String plain = value.replace(String.valueOf(groupMark), "").replace(decimalMark, '.');
            return parsed(plain, plain.indexOf('.') < 0);
        }
        if (exponent(text, start, to)) {
            return parsed(value.replace(decimalMark, '.'), false);
        }
        // In a file with decimal commas a single point that is no group mark is a point: 1.5 in a German export.
        boolean pointInstead =
                decimalMark == ',' && value.indexOf(',') < 0 && value.indexOf('.') == value.lastIndexOf('.');
        return pointInstead && allDigitsOr(value, start - from, '.') ? parsed(value, false) : CellKind.TEXT;
    }

    /** 1,234,567.89: groups of exactly three after the first, then at most one decimal mark. */
    private boolean grouped(String text, int from, int to) {
        int inGroup = 0;
        boolean groups = false;
        int i = from;
        for (; i < to && text.charAt(i) != decimalMark; i++) {
            char c = text.charAt(i);
            if (c == groupMark) {
                if (inGroup == 0 || inGroup > 3 || groups && inGroup != 3) {
                    return false;
                }
                groups = true;
                inGroup = 0;
            } else if (c >= '0' && c <= '9') {
                inGroup++;
            } else {
                return false;
            }
        }
        if (!groups || inGroup != 3) {
            return false;
        }
        return i == to || allDigitsOr(text.substring(i + 1, to), 0, '0');
    }

    private static boolean allDigitsOr(String text, int from, char other) {
        int digits = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c != other) {
                return false;
            }
        }
        return digits > 0;
    }

    private boolean exponent(String text, int from, int to) {
        int e = from;
        while (e < to && text.charAt(e) != 'e' && text.charAt(e) != 'E') {
            e++;
        }
        if (e == from || e >= to - 1 || !allDigitsOr(text.substring(from, e), 0, decimalMark)) {
            return false;
        }
        int digitsFrom = text.charAt(e + 1) == '-' || text.charAt(e + 1) == '+' ? e + 2 : e + 1;
        return digitsFrom < to && to - digitsFrom <= 3 && allDigitsOr(text.substring(digitsFrom, to), 0, '0');
    }

    private CellKind parsed(String plain, boolean whole) {
        try {
            if (whole) {
                integer = Long.parseLong(plain);
                number = integer;
                return CellKind.INTEGER;
            }
            number = Double.parseDouble(plain);
            return Double.isFinite(number) ? CellKind.DECIMAL : CellKind.TEXT;
        } catch (NumberFormatException notANumber) {
            return CellKind.TEXT;
        }
    }
}
