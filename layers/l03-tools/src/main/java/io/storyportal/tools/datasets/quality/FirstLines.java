package io.storyportal.tools.datasets.quality;

/** Remembers the line on which each row hash was first seen, for a bounded number of rows, in two plain arrays. */
final class FirstLines {
    private final int most;
    private long[] hashes = new long[1 << 10];
    private long[] lines = new long[1 << 10];
    private int size;

    FirstLines(int most) {
        this.most = most;
    }

    /** The earlier line of an equal row, or 0 when the row is new. */
    long seen(long hash, long line) {
        if (size * 3L > hashes.length * 2L) {
            grow();
        }
        int at = slot(hashes, lines, hash);
        if (lines[at] != 0) {
            return lines[at];
        }
        if (size < most) {
            hashes[at] = hash;
            lines[at] = line;
            size++;
        }
        return 0;
    }

    boolean full() {
        return size == most;
    }

    private static int slot(long[] hashes, long[] lines, long hash) {
        int mask = hashes.length - 1;
        int at = (int) (hash ^ (hash >>> 32)) & mask;
        while (lines[at] != 0 && hashes[at] != hash) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] biggerHashes = new long[hashes.length * 2];
        long[] biggerLines = new long[hashes.length * 2];
        for (int i = 0; i < hashes.length; i++) {
            if (lines[i] != 0) {
                int at = slot(biggerHashes, biggerLines, hashes[i]);
                biggerHashes[at] = hashes[i];
                biggerLines[at] = lines[i];
            }
        }
        hashes = biggerHashes;
        lines = biggerLines;
    }
}
