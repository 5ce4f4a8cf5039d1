package io.storyportal.data.metrics;

import java.time.Duration;

/** How long a time bucket is; buckets begin at whole multiples of it in UTC. */
enum BucketLength {
    MINUTE("1m", Duration.ofMinutes(1)),
    FIVE_MINUTES("5m", Duration.ofMinutes(5)),
    HOUR("1h", Duration.ofHours(1)),
    DAY("1d", Duration.ofDays(1));

    /** The words that {@link #parse} takes. */
    static final String WORDS = "1m|5m|1h|1d";

    private final String word;
    private final Duration length;

    BucketLength(String word, Duration length) {
        this.word = word;
        this.length = length;
    }

    static BucketLength parse(String word) {
        for (BucketLength each : values()) {
            if (each.word.equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("Not one of " + WORDS);
    }

    Duration length() {
        return length;
    }
}
