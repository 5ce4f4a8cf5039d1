package io.storyportal.data.exports;

import java.util.concurrent.atomic.AtomicLong;

/** How far one run of an export has come. */
final class Progress {

    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    void add(long moreRows, long moreBytes) {
        rows.addAndGet(moreRows);
        bytes.addAndGet(moreBytes);
    }

    long rows() {
        return rows.get();
    }

    long bytes() {
        return bytes.get();
    }
}
