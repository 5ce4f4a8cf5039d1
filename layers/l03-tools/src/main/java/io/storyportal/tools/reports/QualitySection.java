package io.storyportal.tools.reports;

import java.util.List;
import tools.jackson.databind.JsonNode;

final class QualitySection implements ReportSection {
    private static final int SHOWN = 30;
    private static final int MOST_FINDINGS = 8;

    @Override
    public boolean fits(JsonNode output) {
        return output.has("duplicate_rows") && output.path("issues").isArray();
    }

    @Override
    public String summary(JsonNode output) {
        return "Data quality scores **" + output.path("score").asInt() + " of 100**"
                + (output.path("issues").isEmpty() ? ": nothing stands out." : ".");
    }

    @Override
    public List<Finding> findings(JsonNode output) {
        return output.path("issues")
                .valueStream()
                .filter(i -> !i.path("severity").asString().equals("info"))
                .limit(MOST_FINDINGS)
                .map(i -> new Finding(
                        i.path("severity").asString(),
                        where(i) + i.path("message").asString()))
                .toList();
    }

    @Override
    public void write(JsonNode output, Markdown report) {
        report.heading(2, "Quality");
        if (output.path("issues").isEmpty()) {
            report.paragraph("No missing values, duplicates, outliers or format problems were found.");
            return;
        }
        report.table(
                List.of("Severity", "Column", "Finding"),
                output.path("issues")
                        .valueStream()
                        .limit(SHOWN)
                        .map(i -> List.of(
                                i.path("severity").asString(),
                                Markdown.cell(i.path("column").asString("–")),
                                Markdown.escape(i.path("message").asString())))
                        .toList());
        JsonNode examples = output.path("duplicate_rows").path("examples");
        if (!examples.isEmpty()) {
            report.paragraph("Duplicate rows, for example: "
                    + String.join(
                            ", ",
                            examples.valueStream()
                                    .map(e -> "line " + e.path("line").asLong() + " (as line "
                                            + e.path("same_as_line").asLong() + ")")
                                    .toList())
                    + ".");
        }
    }

    private static String where(JsonNode issue) {
        return issue.has("column") ? issue.path("column").asString() + ": " : "";
    }
}
