package io.storyportal.qa.bench;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * When what is to be done, in nanoseconds from the beginning, laid down beforehand: who is late counts from when it was due.
 * The gaps are those of many callers who know nothing of each other, as pgbench makes them for {@code --rate}.
 */
record Schedule(long[] due) {

    static Schedule of(double perSecond, Duration time, long seed) {
        var due = new long[(int) (perSecond * time.toSeconds())];
        var random = new Random(seed);
        var at = 0.0;
        for (var i = 0; i < due.length; i++) {
            at += -Math.log(1 - random.nextDouble()) / perSecond * 1e9;
            due[i] = (long) at;
        }
        return new Schedule(due);
    }

    int size() {
        return due.length;
    }

    /** Returns when it is time for the one with this number. */
    void await(int number, long begun) {
        for (var left = begun + due[number] - System.nanoTime();
                left > 0;
                left = begun + due[number] - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
