package io.storyportal.data.events;

import io.r2dbc.spi.Readable;
import io.storyportal.data.DataProblem;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in the log of all tenants: the epoch, the recording transaction, and the order within it. */
public record FeedCursor(int epoch, String xid, long seq) implements Comparable<FeedCursor> {

    public static final FeedCursor START = new FeedCursor(0, "0", 0);

    private static final Comparator<FeedCursor> ORDER = Comparator.comparingInt(FeedCursor::epoch)
            .thenComparing(cursor -> Long.parseUnsignedLong(cursor.xid()), Long::compareUnsigned)
            .thenComparingLong(FeedCursor::seq);

    private static final Pattern SYNTAX = Pattern.compile("(\\d{1,9})-(\\d{1,19})-(\\d{1,18})");

    public static FeedCursor parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return START;
        }
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            throw DataProblem.FOREIGN_CURSOR.exception("'after' is not a cursor that this feed gave out");
        }
        return new FeedCursor(Integer.parseInt(parts.group(1)), parts.group(2), Long.parseLong(parts.group(3)));
    }

    /** Of the columns {@code epoch}, {@code xid} as text and {@code seq}. */
    public static FeedCursor in(Readable row) {
        return new FeedCursor(
                EventRows.required(row, "epoch", Integer.class),
                EventRows.required(row, "xid", String.class),
                EventRows.required(row, "seq", Long.class));
    }

    @Override
    public int compareTo(FeedCursor other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return epoch + "-" + xid + "-" + seq;
    }
}
