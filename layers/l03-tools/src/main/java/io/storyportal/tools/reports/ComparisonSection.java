package io.storyportal.tools.reports;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

final class ComparisonSection implements ReportSection {
    @Override
    public boolean fits(JsonNode output) {
        return output.has("duplicate_keys") && output.has("left") && output.has("right");
    }

    @Override
    public String summary(JsonNode output) {
        JsonNode summary = output.path("summary");
        if (summary.path("identical").asBoolean(false)) {
            return Sources.name(output.path("left")) + " and " + Sources.name(output.path("right"))
                    + " hold **the same data**.";
        }
        return "From %s to %s: **%s added, %s removed, %s changed**, %s unchanged, matched by %s."
                .formatted(
                        Sources.name(output.path("left")),
                        Sources.name(output.path("right")),
                        Shown.count(summary.path("added")),
                        Shown.count(summary.path("removed")),
                        Shown.count(summary.path("changed")),
                        Shown.count(summary.path("unchanged")),
                        key(output));
    }

    private static String key(JsonNode output) {
        return String.join(
                ", ",
                output.path("key")
                        .path("columns")
                        .valueStream()
                        .map(c -> "`" + c.asString().replace('`', '\'') + "`")
                        .toList());
    }

    @Override
    public List<Finding> findings(JsonNode output) {
        List<Finding> findings = new ArrayList<>();
        for (String side : List.of("left", "right")) {
            long duplicates = output.path("duplicate_keys").path(side).asLong();
            if (duplicates > 0) {
                findings.add(new Finding(
                        "warning",
                        Shown.counted(duplicates, "key appears", "keys appear") + " more than once in the " + side
                                + " dataset; the first row of each was compared."));
            }
            long missing = output.path("missing_keys").path(side).asLong();
            if (missing > 0) {
                findings.add(new Finding(
                        "warning",
                        Shown.counted(missing, "row has", "rows have") + " no key in the " + side
                                + " dataset and could not be compared."));
            }
            JsonNode only = output.path("columns_only_" + side);
            if (!only.isEmpty()) {
                findings.add(new Finding(
                        "info",
                        "Only the " + side + " dataset has: "
                                + String.join(
                                        ", ",
                                        only.valueStream()
                                                .map(JsonNode::asString)
                                                .toList())));
            }
        }
        if ("detected".equals(output.path("key").path("chosen").asString())) {
            findings.add(new Finding(
                    "info",
                    "The key was found, not given: "
                            + output.path("key").path("reason").asString() + "."));
        }
        return findings;
    }

    @Override
    public void write(JsonNode output, Markdown report) {
        report.heading(2, "Rows");
        report.table(
                List.of("", "Left", "Right"),
                List.of(
                        List.of("File", Sources.name(output.path("left")), Sources.name(output.path("right"))),
                        List.of(
                                "Rows",
                                Shown.count(output.path("left").path("rows")),
                                Shown.count(output.path("right").path("rows"))),
                        List.of(
                                "Only here",
                                Shown.count(output.path("summary").path("removed")),
                                Shown.count(output.path("summary").path("added")))));
        List<List<String>> changed = output.path("columns")
                .valueStream()
                .filter(c -> c.path("changed").asLong() > 0)
                .map(c -> List.of(Markdown.cell(c.path("name").asString()), Shown.count(c.path("changed"))))
                .toList();
        if (!changed.isEmpty()) {
            report.heading(2, "Changes per column");
            report.table(List.of("Column", "Changed rows"), changed);
        }
        changes(output, report);
        rows(output.path("added"), "Added rows", report);
        rows(output.path("removed"), "Removed rows", report);
        if (output.path("samples_truncated").asBoolean(false)) {
            report.paragraph("The lists show the first of each kind in key order; all counts are complete.");
        }
    }

    private static void changes(JsonNode output, Markdown report) {
        List<List<String>> rows = new ArrayList<>();
        output.path("changed").valueStream().forEach(row -> row.path("changes")
                .valueStream()
                .forEach(change -> rows.add(List.of(
                        keyText(row),
                        Markdown.cell(change.path("column").asString()),
                        text(change.path("left")),
                        text(change.path("right"))))));
        if (!rows.isEmpty()) {
            report.heading(2, "Changed rows");
            report.table(List.of("Key", "Column", "Left", "Right"), rows);
        }
    }

    private static void rows(JsonNode list, String title, Markdown report) {
        if (list.isEmpty()) {
            return;
        }
        report.heading(2, title);
        List<String> names = new ArrayList<>(list.path(0).path("row").propertyNames());
        report.table(
                names.stream().map(Markdown::cell).toList(),
                list.valueStream()
                        .map(r -> names.stream()
                                .map(n -> text(r.path("row").path(n)))
                                .toList())
                        .toList());
    }

    private static String keyText(JsonNode row) {
        return Markdown.cell(String.join(
                " / ", row.path("key").valueStream().map(JsonNode::asString).toList()));
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "–" : Markdown.cell(value.asString());
    }
}
