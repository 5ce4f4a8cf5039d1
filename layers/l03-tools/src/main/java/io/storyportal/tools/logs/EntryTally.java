package io.storyportal.tools.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How often, where and when something was logged. */
final class EntryTally {
    private static final int MOST_LINES = 10;

    private final List<Long> lines = new ArrayList<>();
    private long count;
    private long lastLine;
    private @Nullable Level level;
    private @Nullable Instant first;
    private @Nullable Instant last;

    void add(LogEntry entry) {
        count++;
        lastLine = entry.line();
        level = entry.level();
        if (lines.size() < MOST_LINES) {
            lines.add(entry.line());
        }
        Instant time = entry.time();
        if (time != null) {
            first = first == null || time.isBefore(first) ? time : first;
            last = last == null || time.isAfter(last) ? time : last;
        }
    }

    long count() {
        return count;
    }

    List<Long> lines() {
        return List.copyOf(lines);
    }

    long lastLine() {
        return lastLine;
    }

    @Nullable
    Level level() {
        return level;
    }

    @Nullable
    Instant first() {
        return first;
    }

    @Nullable
    Instant last() {
        return last;
    }
}
