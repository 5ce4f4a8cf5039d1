package io.storyportal.qa.bench;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When each event of a run was first seen by one reader. An event's number is the end of its aggregate's id; the beginning
 * tells this run from others.
 */
final class Arrivals {

    /** The beginning of the aggregates' ids in one run. */
    record Run(long high) {

        private static final long VARIANT = 1L << 63;
        private static final int HEAD = 24;

        static Run next() {
            return new Run(ThreadLocalRandom.current().nextLong() & ~0xF000L | 0x4000L);
        }

        UUID aggregate(int number) {
            return new UUID(high, VARIANT | number);
        }

        private byte[] mark() {
            var head = aggregate(0).toString().substring(0, HEAD);
            return ("\"aggregate_id\":\"" + head).getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static final int DIGITS = 12;

    private final byte[] mark;
    private final AtomicLongArray seen;
    private final CountDownLatch missing;

    Arrivals(Run run, int events) {
        this.mark = run.mark();
        this.seen = new AtomicLongArray(events);
        this.missing = new CountDownLatch(events);
    }

    /** Looks into a message that was just read; those of others are passed over. */
    void read(byte[] message) {
        var now = System.nanoTime();
        var at = indexOf(message, mark);
        if (at >= 0) {
            var digits = new String(message, at + mark.length, DIGITS, StandardCharsets.US_ASCII);
            if (seen.compareAndSet(Integer.parseInt(digits, 16), 0, now)) {
                missing.countDown();
            }
        }
    }

    long missing() {
        return missing.getCount();
    }

    boolean awaitAll(long seconds) throws InterruptedException {
        return missing.await(seconds, TimeUnit.SECONDS);
    }

    /** From when each was due until it was seen, in nanoseconds. */
    long[] latencies(Schedule schedule, long begun) {
        var latencies = new long[schedule.size()];
        for (var i = 0; i < latencies.length; i++) {
            latencies[i] = seen.get(i) - begun - schedule.due()[i];
        }
        return latencies;
    }

    private static int indexOf(byte[] text, byte[] wanted) {
        for (var at = 0; at <= text.length - wanted.length - DIGITS; at++) {
            var same = 0;
            while (same < wanted.length && text[at + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return at;
            }
        }
        return -1;
    }
}
