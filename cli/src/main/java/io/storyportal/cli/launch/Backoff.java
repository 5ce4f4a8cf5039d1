package io.storyportal.cli.launch;

import java.time.Duration;

/** Doubling pauses between restarts: {@code first}, twice that, … never more than {@code longest}. */
record Backoff(Duration first, Duration longest) {

    private static final int ENOUGH_DOUBLINGS = 20;

    static Backoff standard() {
        return new Backoff(Duration.ofMillis(100), Duration.ofSeconds(15));
    }

    Duration after(int failures) {
        var doublings = Math.clamp(failures - 1, 0, ENOUGH_DOUBLINGS);
        var pause = first.multipliedBy(1L << doublings);
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
