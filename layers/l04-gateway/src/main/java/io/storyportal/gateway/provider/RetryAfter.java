package io.storyportal.gateway.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Reads how long a provider wants us to wait: {@code retry-after-ms} (OpenAI), seconds, or an HTTP date. */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    static @Nullable Duration from(HttpHeaders headers) {
        Duration asked = asked(headers);
        if (asked == null || asked.isNegative()) {
            return null;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    private static @Nullable Duration asked(HttpHeaders headers) {
        String millis = headers.getFirst("retry-after-ms");
        String seconds = headers.getFirst(HttpHeaders.RETRY_AFTER);
        try {
            if (millis != null) {
                return Duration.ofMillis((long) Double.parseDouble(millis));
            }
            return seconds == null ? null : Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000));
        } catch (NumberFormatException notNumber) {
            return seconds == null ? null : untilDate(seconds);
        }
    }

    private static @Nullable Duration untilDate(String date) {
        try {
            return Duration.between(
                    Instant.now(),
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException neither) {
            return null;
        }
    }
}
