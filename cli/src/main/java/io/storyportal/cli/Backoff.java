package io.storyportal.cli;

import java.time.Duration;

/** Doubling pauses between attempts: {@code first}, twice that, … never more than {@code longest}. */
public record Backoff(Duration first, Duration longest) {

    private static final int ENOUGH_DOUBLINGS = 20;

    /** The pause after so many failures in a row, from 1. */
    public Duration after(int failures) {
        var doublings = Math.clamp(failures - 1, 0, ENOUGH_DOUBLINGS);
        var pause = first.multipliedBy(1L << doublings);
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
