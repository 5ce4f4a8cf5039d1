package io.storyportal.cli.goals;

import io.storyportal.cli.terminal.Terminal;
import io.storyportal.cli.terminal.Terminal.Tone;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The tasks of a running goal: redrawn on a terminal, one line per change elsewhere. */
final class GoalView {

    private final @Nullable Terminal terminal;
    private final Map<String, String> shown = new HashMap<>();
    private int drawn;

    private GoalView(@Nullable Terminal terminal) {
        this.terminal = terminal;
    }

    static GoalView on(Terminal terminal) {
        return new GoalView(terminal);
    }

    static GoalView silent() {
        return new GoalView(null);
    }

    void show(JsonNode report) {
        if (terminal == null) {
            return;
        }
        if (terminal.interactive()) {
            var text = new StringBuilder();
            report.path("tasks")
                    .forEach(task -> text.append(line(terminal, task)).append('\n'));
            terminal.redraw(drawn, text.toString());
            drawn = report.path("tasks").size();
            return;
        }
        for (var task : report.path("tasks")) {
            var status = task.path("status").asString("");
            var known = shown.put(task.path("id").asString(""), status);
            if (!status.equals(known) && !status.equals("pending")) {
                terminal.line(line(terminal, task));
            }
        }
    }

    private static String line(Terminal terminal, JsonNode task) {
        var status = task.path("status").asString("");
        var mark =
                switch (status) {
                    case "completed" -> terminal.paint(Tone.GOOD, "✓");
                    case "failed" -> terminal.paint(Tone.BAD, "✗");
                    case "pending", "ready" -> terminal.paint(Tone.DIM, "·");
                    default -> terminal.paint(Tone.WARN, "…");
                };
        var duration = task.path("duration_ms");
        var time = duration.isNumber() && duration.asLong() >= 0 ? seconds(duration.asLong()) : "";
        return "%s %-24s %-18s %-10s %8s"
                .formatted(
                        mark, task.path("name").asString(""), task.path("tool").asString(""), status, time)
                .stripTrailing();
    }

    static String seconds(long millis) {
        return "%.2f s".formatted(millis / 1000.0);
    }
}
