package io.storyportal.tools.datasets.profile;

import org.jspecify.annotations.Nullable;

/** First and last text in the order of their characters, and their lengths. */
final class TextRange {
    private static final int CLIP = 80;

    private @Nullable String min;
    private @Nullable String max;
    private int shortest = Integer.MAX_VALUE;
    private int longest;
    private long lengths;
    private long count;

    void add(String text, int length, long times) {
        if (min == null || text.compareTo(min) < 0) {
            min = text;
        }
        if (max == null || text.compareTo(max) > 0) {
            max = text;
        }
        shortest = Math.min(shortest, length);
        longest = Math.max(longest, length);
        lengths += (long) length * times;
        count += times;
    }

    void add(TextRange other) {
        if (other.min != null && other.max != null) {
            if (min == null || other.min.compareTo(min) < 0) {
                min = other.min;
            }
            if (max == null || other.max.compareTo(max) > 0) {
                max = other.max;
            }
            shortest = Math.min(shortest, other.shortest);
            longest = Math.max(longest, other.longest);
            lengths += other.lengths;
            count += other.count;
        }
    }

    @Nullable
    String min() {
        return clip(min);
    }

    @Nullable
    String max() {
        return clip(max);
    }

    int shortest() {
        return shortest;
    }

    int longest() {
        return longest;
    }

    double meanLength() {
        return (double) lengths / count;
    }

    static @Nullable String clip(@Nullable String text) {
        return text == null || text.length() <= CLIP ? text : text.substring(0, CLIP - 1) + "…";
    }
}
