package io.storyportal.cli.goals;

import io.storyportal.cli.terminal.Json;
import io.storyportal.cli.terminal.Table;
import io.storyportal.cli.terminal.Terminal;
import io.storyportal.cli.terminal.Terminal.Tone;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The end of a goal: what it found, the time of each task, the cost. */
final class GoalSummary {

    private static final List<String> FIELDS =
            List.of("goal_id", "plan_id", "description", "status", "duration_ms", "cost", "error", "tasks");

    private GoalSummary() {}

    /** The object that scripts rely on; its fields never go away. */
    static ObjectNode json(JsonNode report) {
        var summary = Json.object();
        for (var field : FIELDS) {
            if (report.has(field)) {
                summary.set(field, report.get(field));
            }
        }
        var documents = summary.putArray("documents");
        for (var document : report.path("documents")) {
            var entry = documents.addObject();
            for (var field : List.of("id", "title", "content_type", "content")) {
                entry.put(field, document.path(field).asString(""));
            }
        }
        return summary;
    }

    static void print(Terminal terminal, JsonNode report) {
        for (var document : report.path("documents")) {
            if (document.path("content_type").asString("").startsWith("text/markdown")) {
                terminal.line("");
                terminal.line(document.path("content").asString("").stripTrailing());
            }
        }
        terminal.line("");
        var table = new Table("TASK", "TOOL", "STATUS", "TIME", "ATTEMPTS");
        for (var task : report.path("tasks")) {
            table.row(
                    task.path("name").asString(""),
                    task.path("tool").asString(""),
                    task.path("status").asString(""),
                    task.path("duration_ms").isNumber()
                            ? GoalView.seconds(task.path("duration_ms").asLong())
                            : "",
                    task.path("attempts").asString("1"));
        }
        var lines = table.lines();
        terminal.line(terminal.paint(Tone.DIM, lines.getFirst()));
        lines.stream().skip(1).forEach(terminal::line);
        printDocuments(terminal, report);
        printEnd(terminal, report);
    }

    private static void printDocuments(Terminal terminal, JsonNode report) {
        terminal.line("");
        for (var document : report.path("documents")) {
            terminal.line("Document %s  %s (%s)"
                    .formatted(
                            document.path("id").asString(""),
                            document.path("title").asString(""),
                            document.path("content_type").asString("")));
        }
    }

    private static void printEnd(Terminal terminal, JsonNode report) {
        var status = report.path("status").asString("");
        var tone = status.equals("completed") ? Tone.GOOD : Tone.BAD;
        terminal.line("Goal %s %s in %s, cost %s"
                .formatted(
                        report.path("goal_id").asString(""),
                        terminal.paint(tone, status),
                        GoalView.seconds(report.path("duration_ms").asLong(0)),
                        cost(report.path("cost"))));
        // A goal fails with the error of a task: said once.
        var said = new HashSet<String>();
        printError(terminal, report.path("error"), said);
        for (var task : report.path("tasks")) {
            printError(terminal, task.path("error"), said);
        }
    }

    private static String cost(JsonNode cost) {
        return cost.isMissingNode() || cost.isNull() ? "unknown" : cost.asString();
    }

    /** Errors come as a text, as a task's message or as a problem. */
    private static void printError(Terminal terminal, JsonNode error, Set<String> said) {
        var text = error.isObject()
                ? error.path("detail")
                        .asString(error.path("message")
                                .asString(error.path("title").asString(Json.compact(error))))
                : error.asString("");
        if (text.isBlank() || !said.add(text)) {
            return;
        }
        terminal.line(terminal.paint(Tone.BAD, "  " + text));
        var remedy = error.path("remedy").asString("");
        if (!remedy.isEmpty()) {
            terminal.line("  → " + remedy);
        }
    }
}
