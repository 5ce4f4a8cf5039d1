package io.storyportal.tools.logs;

import org.jspecify.annotations.Nullable;

/**
 * Puts {@code <num>} for numbers, also with a unit ("12ms", "3.5GB"), and {@code <hex>} for long hexadecimal words, in one walk:
 * every line of a log passes here, and patterns cost ten times as much.
 */
final class NumberMask {
    private static final int LONG_HEX = 8;

    private NumberMask() {}

    static String apply(String text) {
        StringBuilder masked = null;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (!isWord(c)) {
                append(masked, c);
                i++;
                continue;
            }
            int end = endOfWord(text, i);
            String mask = mask(text, i, end);
            if (mask != null && masked == null) {
                masked = new StringBuilder(text.length()).append(text, 0, i);
            }
            if (masked != null) {
                if (mask == null) {
                    masked.append(text, i, end);
                } else {
                    withoutSign(masked).append(mask);
                }
            }
            i = end;
        }
        return masked == null ? text : masked.toString();
    }

    private static void append(@Nullable StringBuilder masked, char c) {
        if (masked != null) {
            masked.append(c);
        }
    }

    /** A minus before a number belongs to it unless it joins two words: "-5", but not "worker-5". */
    private static StringBuilder withoutSign(StringBuilder masked) {
        int last = masked.length() - 1;
        boolean sign = last >= 0 && masked.charAt(last) == '-' && (last == 0 || !isWord(masked.charAt(last - 1)));
        if (sign) {
            masked.setLength(last);
        }
        return masked;
    }

    /** A word, or a number with its groups and decimals: "1,234.5". */
    private static int endOfWord(String text, int from) {
        int i = from;
        boolean digits = true;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean joins = (c == '.' || c == ',')
                    && digits
                    && i > from
                    && i + 1 < text.length()
                    && isDigit(text.charAt(i + 1));
            if (!isWord(c) && !joins) {
                break;
            }
            digits &= isDigit(c) || joins;
            i++;
        }
        return i;
    }

    private static @Nullable String mask(String text, int from, int end) {
        if (isDigit(text.charAt(from))) {
            int digits = from;
            while (digits < end
                    && (isDigit(text.charAt(digits)) || text.charAt(digits) == '.' || text.charAt(digits) == ',')) {
                digits++;
            }
            if (digits == end) {
                return "<num>";
            }
            if (isUnit(text.substring(digits, end))) {
                return "<num>" + text.substring(digits, end);
            }
        }
        return isLongHex(text, from, end) ? "<hex>" : null;
    }

    private static boolean isUnit(String word) {
        return switch (word) {
            case "ms",
                    "s",
                    "us",
                    "ns",
                    "m",
                    "h",
                    "d",
                    "B",
                    "kB",
                    "KB",
                    "MB",
                    "GB",
                    "TB",
                    "KiB",
                    "MiB",
                    "GiB",
                    "k",
                    "K",
                    "M",
                    "G",
                    "x" -> true;
            default -> false;
        };
    }

    private static boolean isLongHex(String text, int from, int end) {
        boolean digit = false;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            digit |= isDigit(c);
            if (!isDigit(c) && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return digit && end - from >= LONG_HEX;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
    }
}
