package io.storyportal.tools.datasets.values;

/** 64-bit hashes of texts: of a million different ones two collide with a chance of about 1 in 30 million. */
public final class TextHash {
    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final long FIRST = 0xBF58476D1CE4E5B9L;
    private static final long SECOND = 0x94D049BB133111EBL;

    private TextHash() {}

    public static long of(String text) {
        long hash = SEED ^ text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = Long.rotateLeft(hash ^ text.charAt(i), 27) * FIRST + SECOND;
        }
        return mix(hash);
    }

    /** The hash of a sequence whose hash so far is given. */
    public static long and(long soFar, long next) {
        return mix(Long.rotateLeft(soFar, 31) * FIRST + next);
    }

    private static long mix(long value) {
        long hash = (value ^ (value >>> 30)) * FIRST;
        hash = (hash ^ (hash >>> 27)) * SECOND;
        return hash ^ (hash >>> 31);
    }
}
