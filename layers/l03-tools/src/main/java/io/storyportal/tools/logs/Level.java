package io.storyportal.tools.logs;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Log levels, worst first, by the names that loggers use for them. */
public enum Level {
    FATAL,
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE;

    static @Nullable Level of(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "FATAL", "CRITICAL", "CRIT", "EMERG", "EMERGENCY", "ALERT", "PANIC" -> FATAL;
            case "ERROR", "ERR", "SEVERE" -> ERROR;
            case "WARN", "WARNING" -> WARN;
            case "INFO", "NOTICE", "INFORMATION" -> INFO;
            case "DEBUG", "FINE" -> DEBUG;
            case "TRACE", "FINER", "FINEST", "VERBOSE" -> TRACE;
            default -> null;
        };
    }

    boolean isFailure() {
        return this == FATAL || this == ERROR;
    }
}
