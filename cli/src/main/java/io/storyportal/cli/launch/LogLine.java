package io.storyportal.cli.launch;

import io.storyportal.cli.terminal.Json;
import tools.jackson.core.JacksonException;

/** A structured log line (ECS) in words. */
final class LogLine {

    private LogLine() {}

    /** Anything that is no structured line stays as it is. */
    static String readable(String line) {
        if (!line.startsWith("{")) {
            return line;
        }
        try {
            var json = Json.parse(line);
            var time = json.path("@timestamp").asString("");
            var level = json.path("log").path("level").asString("");
            var logger = json.path("log").path("logger").asString("");
            var message = json.path("message").asString("");
            var stack = json.path("error").path("stack_trace").asString("");
            var text = "%s %-5s %s: %s".formatted(time, level, logger.substring(logger.lastIndexOf('.') + 1), message);
            return stack.isEmpty() ? text : text + "\n" + stack.stripTrailing();
        } catch (JacksonException e) {
            return line;
        }
    }
}
