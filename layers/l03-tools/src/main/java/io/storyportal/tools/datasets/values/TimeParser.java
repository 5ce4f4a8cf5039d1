package io.storyportal.tools.datasets.values;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Dates that can be read in one way only: 2026-01-31, 2026/01/31, 31.01.2026, and ISO date-times with T or a space. */
final class TimeParser {
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long SECONDS_PER_DAY = 86_400L;

    private long epochMicros;

    long epochMicros() {
        return epochMicros;
    }

    CellKind read(String text, int from, int to) {
        int length = to - from;
        if (length < 8 || length > 40) {
            return CellKind.TEXT;
        }
        if (length >= 10 && (text.charAt(from + 4) == '-' || text.charAt(from + 4) == '/')) {
            return yearFirst(text, from, to);
        }
        return length <= 10 ? dayFirst(text, from, to) : CellKind.TEXT;
    }

    private CellKind yearFirst(String text, int from, int to) {
        char mark = text.charAt(from + 4);
        if (text.charAt(from + 7) != mark) {
            return CellKind.TEXT;
        }
        int year = digits(text, from, from + 4);
        int month = digits(text, from + 5, from + 7);
        int day = digits(text, from + 8, from + 10);
        if (!date(year, month, day)) {
            return CellKind.TEXT;
        }
        return to - from == 10 ? CellKind.DATE : timeOfDay(text, from + 10, to);
    }

    private CellKind dayFirst(String text, int from, int to) {
        int firstDot = text.indexOf('.', from);
        int secondDot = firstDot < 0 ? -1 : text.indexOf('.', firstDot + 1);
        if (secondDot < 0 || to - secondDot - 1 != 4 || firstDot - from > 2 || secondDot - firstDot - 1 > 2) {
            return CellKind.TEXT;
        }
        int day = digits(text, from, firstDot);
        int month = digits(text, firstDot + 1, secondDot);
        return date(digits(text, secondDot + 1, to), month, day) ? CellKind.DATE : CellKind.TEXT;
    }

    private boolean date(int year, int month, int day) {
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) {
            return false;
        }
        try {
            epochMicros = LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY * MICROS_PER_SECOND;
            return true;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    private CellKind timeOfDay(String text, int from, int to) {
        char separator = text.charAt(from);
        if ((separator != 'T' && separator != 't' && separator != ' ')
                || to - from < 6
                || text.charAt(from + 3) != ':') {
            return CellKind.TEXT;
        }
        int hour = digits(text, from + 1, from + 3);
        int minute = digits(text, from + 4, from + 6);
        int at = from + 6;
        int second = 0;
        if (at + 3 <= to && text.charAt(at) == ':') {
            second = digits(text, at + 1, at + 3);
            at += 3;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return CellKind.TEXT;
        }
        epochMicros += (hour * 3600L + minute * 60L + second) * MICROS_PER_SECOND;
        return fractionAndZone(text, at, to);
    }

    private CellKind fractionAndZone(String text, int from, int to) {
        int at = from;
        if (at < to && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
            long unit = MICROS_PER_SECOND / 10;
            for (at++; at < to && Character.isDigit(text.charAt(at)); at++) {
                epochMicros += (text.charAt(at) - '0') * unit;
                unit /= 10;
            }
        }
        if (at == to) {
            return CellKind.DATETIME;
        }
        String zone = text.substring(at, to).trim();
        if (zone.equalsIgnoreCase("z") || zone.equalsIgnoreCase("utc")) {
            return CellKind.DATETIME;
        }
        return offset(zone) ? CellKind.DATETIME : CellKind.TEXT;
    }

    private boolean offset(String zone) {
        char sign = zone.isEmpty() ? ' ' : zone.charAt(0);
        String plain = zone.replace(":", "");
        if (sign != '+' && sign != '-' || plain.length() != 3 && plain.length() != 5) {
            return false;
        }
        int hours = digits(plain, 1, 3);
        int minutes = plain.length() == 5 ? digits(plain, 3, 5) : 0;
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return false;
        }
        long micros = (hours * 3600L + minutes * 60L) * MICROS_PER_SECOND;
        epochMicros += sign == '+' ? -micros : micros;
        return true;
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return from == to ? -1 : value;
    }
}
