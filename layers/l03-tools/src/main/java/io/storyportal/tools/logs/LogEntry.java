package io.storyportal.tools.logs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event of a log: its first line taken apart, and the lines that belong to it (stack trace, wrapped text). */
record LogEntry(
        long line,
        @Nullable Instant time,
        @Nullable Level level,
        String message,
        String raw,
        List<String> continuation) {}
