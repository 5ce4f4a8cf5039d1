package io.storyportal.tools.logs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the time at the beginning of a log line: ISO 8601 and its usual variants, the web servers' "10/Oct/2026:13:55:36
 * +0200" and syslog's "Oct 10 13:55:36". Without a zone UTC is assumed; syslog has no year, so the current one is given.
 */
final class LogTime {
    private static final Pattern ISO = Pattern.compile(
            "(\\d{4})[-/.](\\d{2})[-/.](\\d{2})[T _]+(\\d{2}):(\\d{2}):(\\d{2})(?:[.,](\\d{1,9}))?\\s?(Z|UTC|[+-]\\d{2}:?\\d{2})?(?!\\d)");
    private static final Pattern WEB =
            Pattern.compile("(\\d{2})/([A-Z][a-z]{2})/(\\d{4}):(\\d{2}):(\\d{2}):(\\d{2})(?:\\s([+-]\\d{4}))?");
    private static final Pattern SYSLOG =
            Pattern.compile("^([A-Z][a-z]{2})\\s+(\\d{1,2})\\s(\\d{2}):(\\d{2}):(\\d{2})");
    private static final int LATEST_START = 64;
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private final int yearOfSyslog;

    LogTime(int yearOfSyslog) {
        this.yearOfSyslog = yearOfSyslog;
    }

    /** A time and where its text stands in the line. */
    record Found(Instant time, boolean zoned, int start, int end) {}

    @Nullable
    Found find(String line) {
        if (!mayHoldTime(line)) {
            return null;
        }
        String head = line.length() > LATEST_START + 40 ? line.substring(0, LATEST_START + 40) : line;
        try {
            Matcher iso = ISO.matcher(head);
            if (iso.find() && iso.start() <= LATEST_START) {
                return iso(iso);
            }
            Matcher web = WEB.matcher(head);
            if (web.find()) {
                return web(web);
            }
            Matcher syslog = SYSLOG.matcher(head);
            return syslog.find() ? syslog(syslog) : null;
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }

    /** Spares the patterns lines without two colons near their beginning. */
    private static boolean mayHoldTime(String line) {
        int colon = line.indexOf(':');
        return colon >= 0 && colon < LATEST_START + 30 && line.indexOf(':', colon + 1) > 0;
    }

    private static Found iso(Matcher m) {
        String zone = m.group(8);
        LocalDate date = LocalDate.of(number(m, 1), number(m, 2), number(m, 3));
        String fraction = m.group(7) == null ? "0" : m.group(7);
        int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
        LocalTime time = LocalTime.of(number(m, 4), number(m, 5), Math.min(59, number(m, 6)), nanos);
        return new Found(LocalDateTime.of(date, time).toInstant(offset(zone)), zone != null, m.start(), m.end());
    }

    private static Found web(Matcher m) {
        LocalDate date = LocalDate.of(number(m, 3), month(m.group(2)), number(m, 1));
        LocalTime time = LocalTime.of(number(m, 4), number(m, 5), Math.min(59, number(m, 6)));
        return new Found(
                LocalDateTime.of(date, time).toInstant(offset(m.group(7))), m.group(7) != null, m.start(), m.end());
    }

    private Found syslog(Matcher m) {
        LocalDate date = LocalDate.of(yearOfSyslog, month(m.group(1)), number(m, 2));
        LocalTime time = LocalTime.of(number(m, 3), number(m, 4), Math.min(59, number(m, 5)));
        return new Found(LocalDateTime.of(date, time).toInstant(ZoneOffset.UTC), false, m.start(), m.end());
    }

    private static int month(String name) {
        int at = MONTHS.indexOf(name);
        if (at < 0 || at % 3 != 0) {
            throw new DateTimeException(name + " is no month");
        }
        return at / 3 + 1;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static ZoneOffset offset(@Nullable String zone) {
        if (zone == null || zone.toUpperCase(Locale.ROOT).equals("Z") || zone.equals("UTC")) {
            return ZoneOffset.UTC;
        }
        return ZoneOffset.of(zone);
    }
}
