package io.storyportal.tools.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Groups lines into entries: a line with a time or a level begins one; indented lines, "Caused by:" and what follows
 * without either belong to the entry before. JSON lines (ECS, logstash, pino, zap) are taken by their fields.
 */
final class LogLines {
    private static final int MOST_CONTINUATION = 200;
    private static final int LONGEST_LINE = 4_000;
    private static final Pattern CONTINUED = Pattern.compile(
            "^(?:\\s|Caused by:|Suppressed:|\\.\\.\\. \\d+ more|Traceback |\\}|\\)|During handling of|The above exception)",
            Pattern.DOTALL);
    private static final Pattern PREFIX_NOISE = Pattern.compile("^[\\s\\[\\](){}|:,;=-]+");
    private static final Pattern EXCEPTION_START =
            Pattern.compile("^(?:[\\w$]+\\.)*[A-Z]\\w*(?:Exception|Error)\\b", Pattern.DOTALL);

    private final LogTime times;
    private final Consumer<LogEntry> entries;
    private final JsonMapper json = new JsonMapper();
    private final List<String> continuation = new ArrayList<>();
    private @Nullable LogEntry open;
    private long line;
    private boolean anyUnzoned;
    private boolean structured;

    LogLines(LogTime times, Consumer<LogEntry> entries) {
        this.times = times;
        this.entries = entries;
    }

    void line(String text) {
        line++;
        if (text.isBlank()) {
            return;
        }
        String clipped = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text;
        if (clipped.charAt(0) == '{' && json(text)) {
            structured = true;
            return;
        }
        if (open != null && CONTINUED.matcher(clipped).lookingAt()) {
            append(clipped);
            return;
        }
        LogTime.Found time = times.find(clipped);
        String rest = time == null ? clipped : clipped.substring(0, time.start()) + clipped.substring(time.end());
        LevelWord found = LevelWord.find(rest);
        if (time == null && found == null && open != null && open.time() != null
                || time == null
                        && open != null
                        && EXCEPTION_START.matcher(clipped).lookingAt()) {
            append(clipped);
            return;
        }
        anyUnzoned |= time != null && !time.zoned();
        String message = found == null ? rest : rest.substring(0, found.start()) + rest.substring(found.end());
        begin(new LogEntry(
                line,
                time == null ? null : time.time(),
                found == null ? null : found.level(),
                tidy(message),
                clipped,
                continuation));
    }

    private boolean json(String text) {
        try {
            JsonNode node = json.readTree(text);
            String message = first(node, "message", "msg", "event", "log");
            if (message == null) {
                return false;
            }
            String level = first(node, "level", "log.level", "severity", "lvl", "levelname");
            if (level == null) {
                level = node.path("log").path("level").asString("");
            }
            String time = first(node, "@timestamp", "timestamp", "time", "ts");
            LogTime.Found found = time == null ? null : times.find(time);
            begin(new LogEntry(
                    line, found == null ? null : found.time(), Level.of(level), message, clip(text), continuation));
            String stack = first(node, "stack_trace", "error.stack_trace", "exception", "stack");
            String trace =
                    stack == null ? node.path("error").path("stack_trace").asString("") : stack;
            trace.lines().filter(l -> !l.isBlank()).forEach(this::append);
            return true;
        } catch (tools.jackson.core.JacksonException notJson) {
            return false;
        }
    }

    private static @Nullable String first(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isString() || value.isNumber()) {
                return value.asString();
            }
        }
        return null;
    }

    private static String clip(String text) {
        return text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text;
    }

    private static String tidy(String message) {
        return PREFIX_NOISE.matcher(message.strip()).replaceFirst("");
    }

    private void append(String text) {
        if (continuation.size() < MOST_CONTINUATION) {
            continuation.add(text);
        }
    }

    private void begin(LogEntry next) {
        finish();
        open = next;
    }

    /** Hands the last entry over. */
    void finish() {
        LogEntry done = open;
        if (done != null) {
            entries.accept(new LogEntry(
                    done.line(), done.time(), done.level(), done.message(), done.raw(), List.copyOf(continuation)));
            continuation.clear();
            open = null;
        }
    }

    long lines() {
        return line;
    }

    boolean anyUnzoned() {
        return anyUnzoned;
    }

    boolean structured() {
        return structured;
    }
}
