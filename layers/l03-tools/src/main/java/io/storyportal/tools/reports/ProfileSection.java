package io.storyportal.tools.reports;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

final class ProfileSection implements ReportSection {
    private static final int DETAILED_COLUMNS = 60;
    private static final int SHOWN_TOP = 5;

    @Override
    public boolean fits(JsonNode output) {
        return output.has("column_count") && output.path("columns").isArray();
    }

    @Override
    public String summary(JsonNode output) {
        long missing = output.path("columns")
                .valueStream()
                .mapToLong(c -> c.path("missing").asLong())
                .sum();
        return "%s holds %s in %s; %s."
                .formatted(
                        Sources.name(output),
                        Shown.counted(output.path("rows").asLong(), "row", "rows"),
                        Shown.counted(output.path("column_count").asLong(), "column", "columns"),
                        missing == 0
                                ? "no value is missing"
                                : Shown.counted(missing, "value is missing", "values are missing"));
    }

    @Override
    public List<Finding> findings(JsonNode output) {
        List<Finding> findings = new ArrayList<>();
        output.path("source").path("notes").valueStream().forEach(n -> findings.add(new Finding("info", n.asString())));
        if (output.path("approximate").asBoolean(false)) {
            findings.add(new Finding(
                    "info",
                    "Above one million rows, distinct, top, median and quartiles of columns with many"
                            + " different values are close estimates; these columns are marked with ≈."));
        }
        return findings;
    }

    @Override
    public void write(JsonNode output, Markdown report) {
        report.heading(2, "Columns");
        report.table(
                List.of("Column", "Type", "Missing", "Distinct", "Min", "Max", "Mean", "Std. dev.", "Median"),
                output.path("columns").valueStream().map(ProfileSection::row).toList());
        report.heading(2, "Most frequent values");
        output.path("columns")
                .valueStream()
                .filter(c -> c.path("top").size() > 0
                        && c.path("top").path(0).path("count").asLong() > 1)
                .limit(DETAILED_COLUMNS)
                .forEach(c -> {
                    report.heading(3, c.path("name").asString());
                    report.table(
                            List.of("Value", "Count", "Share", ""),
                            c.path("top")
                                    .valueStream()
                                    .limit(SHOWN_TOP)
                                    .map(ProfileSection::top)
                                    .toList());
                });
    }

    private static List<String> row(JsonNode column) {
        String mark = column.path("approximate").asBoolean(false) ? "≈ " : "";
        String missing = column.path("missing").asLong() == 0
                ? "0"
                : Shown.count(column.path("missing")) + " ("
                        + Shown.percent(column.path("missing_share").asDouble()) + ")";
        return List.of(
                Markdown.cell(column.path("name").asString()),
                column.path("type").asString(),
                missing,
                mark + Shown.count(column.path("distinct")),
                Shown.value(column.path("min")),
                Shown.value(column.path("max")),
                Shown.value(column.path("mean")),
                Shown.value(column.path("stddev")),
                column.has("median") ? mark + Shown.value(column.path("median")) : "–");
    }

    private static List<String> top(JsonNode entry) {
        double share = entry.path("share").asDouble();
        return List.of(
                Shown.value(entry.path("value")),
                Shown.count(entry.path("count")),
                Shown.percent(share),
                Shown.bar(share));
    }
}
