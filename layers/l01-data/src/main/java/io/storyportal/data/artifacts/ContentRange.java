package io.storyportal.data.artifacts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;

/**
 * The part of a content that is given out, by the offsets of its first and last byte. As RFC 9110 allows, what is no
 * single range of bytes is as if it were not asked for, and so is a range of another version.
 */
record ContentRange(long first, long last, long size) {

    /** Null for the whole. */
    static @Nullable ContentRange of(HttpHeaders asked, String etag, long size) {
        String version = asked.getFirst(HttpHeaders.IF_RANGE);
        List<HttpRange> ranges = version == null || version.equals(etag) ? ranges(asked) : List.of();
        if (ranges.size() != 1) {
            return null;
        }
        HttpRange range = ranges.getFirst();
        return new ContentRange(range.getRangeStart(size), range.getRangeEnd(size), size);
    }

    private static List<HttpRange> ranges(HttpHeaders asked) {
        try {
            return asked.getRange();
        } catch (IllegalArgumentException notOfBytes) {
            return List.of();
        }
    }

    boolean isSatisfiable() {
        return first <= last && first < size;
    }

    long length() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
