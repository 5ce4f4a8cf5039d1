package io.storyportal.tools.reports;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Outputs that are tables by nature: schema, sample and query result. */
final class TableSections {
    private static final int SHOWN_ROWS = 50;
    private static final int SAMPLE_ROWS = 10;

    private TableSections() {}

    static final class Schema implements ReportSection {
        @Override
        public boolean fits(JsonNode output) {
            return output.has("sampled_rows");
        }

        @Override
        public String summary(JsonNode output) {
            return "";
        }

        @Override
        public void write(JsonNode output, Markdown report) {
            report.heading(2, "Structure");
            report.table(
                    List.of("Column", "Type", "May be missing", "Examples"),
                    output.path("columns")
                            .valueStream()
                            .map(c -> List.of(
                                    Markdown.cell(c.path("name").asString()),
                                    c.path("type").asString(),
                                    c.path("nullable").asBoolean() ? "yes" : "no",
                                    Markdown.cell(String.join(
                                            ", ",
                                            c.path("examples")
                                                    .valueStream()
                                                    .map(JsonNode::asString)
                                                    .toList()))))
                            .toList());
        }
    }

    static final class Sample implements ReportSection {
        @Override
        public boolean fits(JsonNode output) {
            return output.path("rows").isArray() && output.path("columns").isArray() && !output.has("sql");
        }

        @Override
        public String summary(JsonNode output) {
            return "";
        }

        @Override
        public void write(JsonNode output, Markdown report) {
            report.heading(2, "First rows");
            List<String> names =
                    output.path("columns").valueStream().map(JsonNode::asString).toList();
            List<List<String>> rows = new ArrayList<>();
            output.path("rows")
                    .valueStream()
                    .limit(SAMPLE_ROWS)
                    .forEach(row -> rows.add(
                            names.stream().map(name -> text(row.path(name))).toList()));
            report.table(names.stream().map(Markdown::cell).toList(), rows);
        }

        /** As written: a sample shows "007", not 7. */
        private static String text(JsonNode value) {
            return value.isMissingNode() || value.isNull() ? "–" : Markdown.cell(value.asString());
        }
    }

    static final class Query implements ReportSection {
        @Override
        public boolean fits(JsonNode output) {
            return output.has("sql") && output.path("rows").isArray();
        }

        @Override
        public String summary(JsonNode output) {
            if (output.has("answer")) {
                return "**" + Markdown.escape(output.path("answer").asString()) + "**";
            }
            return "The query answers " + Shown.counted(output.path("row_count").asLong(), "row", "rows") + ".";
        }

        @Override
        public List<Finding> findings(JsonNode output) {
            List<Finding> findings = new ArrayList<>();
            if (output.has("understood_as")) {
                findings.add(new Finding(
                        "info", "Understood as: " + output.path("understood_as").asString()));
            }
            if (output.path("truncated").asBoolean(false)) {
                findings.add(new Finding("warning", "The result is longer; only its first rows are kept."));
            }
            return findings;
        }

        @Override
        public void write(JsonNode output, Markdown report) {
            report.heading(2, "Answer");
            if (output.has("question")) {
                report.paragraph(
                        "Question: " + Markdown.escape(output.path("question").asString()));
            }
            report.table(
                    output.path("columns")
                            .valueStream()
                            .map(c -> Markdown.cell(c.asString()))
                            .toList(),
                    output.path("rows")
                            .valueStream()
                            .limit(SHOWN_ROWS)
                            .map(row -> row.valueStream().map(Shown::value).toList())
                            .toList());
            report.paragraph(
                    "Computed over " + Shown.counted(output.path("rows_loaded").asLong(), "row", "rows") + " by:");
            report.code("sql", output.path("sql").asString());
        }
    }
}
