package io.storyportal.tools.logs;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Groups stack traces (Java, Python, JavaScript, Go panics) by exception and the place that threw it. */
final class StackTraces {
    private static final int MOST = 500;
    private static final Pattern EXCEPTION = Pattern.compile(
            "(?:^|\\s|:)((?:[\\w$]+\\.)*[A-Z][\\w$]*(?:Exception|Error|Throwable|Warning|Interrupt|Exit))(?::\\s*(.*))?$");
    private static final Pattern JAVA_FRAME = Pattern.compile("^\\s*at\\s+(?:[\\w.]+/+)?([\\w.$<>/]+\\([^)]*\\))");
    private static final Pattern JS_FRAME = Pattern.compile("^\\s*at\\s+(.+)$");
    private static final Pattern PYTHON_FRAME = Pattern.compile("^\\s*File \"([^\"]+)\", line (\\d+), in (\\S+)");
    private static final Pattern GO_PANIC = Pattern.compile("^(?:panic|goroutine panic): (.*)$");

    private final Map<String, Group> groups = new LinkedHashMap<>();

    private static final class Group {
        final String exception;
        final @Nullable String message;
        final @Nullable String at;
        final long firstLine;
        final EntryTally tally = new EntryTally();

        Group(String exception, @Nullable String message, @Nullable String at, long firstLine) {
            this.exception = exception;
            this.message = message;
            this.at = at;
            this.firstLine = firstLine;
        }
    }

    /** The exception's name when the entry carries a stack trace. */
    @Nullable
    String add(LogEntry entry) {
        if (entry.continuation().isEmpty()) {
            return null;
        }
        String frame = frame(entry.continuation());
        Matcher exception = exception(entry);
        if (exception == null || frame == null && !entry.raw().contains("Exception")) {
            return null;
        }
        String name = exception.group(1);
        String key = name + '@' + frame;
        Group group = groups.get(key);
        if (group == null && groups.size() < MOST) {
            String message = exception.groupCount() > 1 ? exception.group(2) : null;
            group = new Group(name, message, frame, entry.line());
            groups.put(key, group);
        }
        if (group != null) {
            group.tally.add(entry);
        }
        return name;
    }

    /** Java says the exception first; Python last. */
    private static @Nullable Matcher exception(LogEntry entry) {
        boolean python = entry.continuation().stream().anyMatch(l -> l.startsWith("Traceback "));
        List<String> lines = python ? entry.continuation().reversed() : entry.continuation();
        Matcher inMessage = EXCEPTION.matcher(entry.message());
        if (!python && inMessage.find()) {
            return inMessage;
        }
        for (String line : lines) {
            Matcher matcher = EXCEPTION.matcher(line);
            if (matcher.find() && !JAVA_FRAME.matcher(line).find()) {
                return matcher;
            }
            Matcher panic = GO_PANIC.matcher(line);
            if (panic.find()) {
                return panic;
            }
        }
        return null;
    }

    private static @Nullable String frame(List<String> lines) {
        String lastPython = null;
        for (String line : lines) {
            Matcher java = JAVA_FRAME.matcher(line);
            if (java.find()) {
                return java.group(1);
            }
            Matcher javascript = JS_FRAME.matcher(line);
            if (javascript.find()) {
                return javascript.group(1);
            }
            Matcher python = PYTHON_FRAME.matcher(line);
            if (python.find()) {
                lastPython = python.group(1) + ":" + python.group(2) + " in " + python.group(3);
            }
        }
        return lastPython;
    }

    List<LogReport.StackTrace> mostFrequent(int most) {
        return groups.values().stream()
                .sorted(Comparator.comparingLong((Group g) -> g.tally.count()).reversed())
                .limit(most)
                .map(g -> new LogReport.StackTrace(
                        g.exception, g.message, g.at, g.tally.count(), g.firstLine, g.tally.lines()))
                .toList();
    }
}
