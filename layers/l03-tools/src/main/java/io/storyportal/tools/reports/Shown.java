package io.storyportal.tools.reports;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How values look in a report. */
final class Shown {
    private static final MathContext SIX_DIGITS = new MathContext(6);
    private static final int BAR = 20;
    private static final long KIB = 1024;

    private Shown() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String count(JsonNode number) {
        return count(number.asLong(0));
    }

    static String counted(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** A number with six significant digits, any other value as an escaped cell, nothing as a dash. */
    static String value(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "–";
        }
        if (value.isIntegralNumber()) {
            return count(value.asLong());
        }
        if (value.isNumber()) {
            double number = value.asDouble();
            if (number == Math.rint(number) && Math.abs(number) < 1e15) {
                return count((long) number);
            }
            BigDecimal rounded = new BigDecimal(number).round(SIX_DIGITS).stripTrailingZeros();
            boolean plain = Math.abs(number) >= 1e-4 && Math.abs(number) < 1e15;
            return plain ? grouped(rounded) : rounded.toString();
        }
        return Markdown.cell(value.isValueNode() ? value.asString() : value.toString());
    }

    private static String grouped(BigDecimal number) {
        String plain = number.toPlainString();
        int point = plain.indexOf('.');
        String fraction = point < 0 ? "" : plain.substring(point);
        String whole = point < 0 ? plain : plain.substring(0, point);
        String sign = whole.startsWith("-") ? "-" : "";
        return sign + count(Long.parseLong(whole.substring(sign.length()))) + fraction;
    }

    static String bytes(long size) {
        if (size < KIB) {
            return size + " bytes";
        }
        return size < KIB * KIB
                ? String.format(Locale.ROOT, "%.1f KiB", size / (double) KIB)
                : String.format(Locale.ROOT, "%.1f MiB", size / (double) (KIB * KIB));
    }

    /** A bar for a table cell, at least one block for anything above zero. */
    static String bar(double share) {
        int blocks = share <= 0 ? 0 : Math.max(1, (int) Math.round(Math.min(1, share) * BAR));
        return "█".repeat(blocks);
    }
}
