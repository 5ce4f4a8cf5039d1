package io.storyportal.tools.reports;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The outputs of the web tools. */
final class WebSections {
    private WebSections() {}

    static final class Audit implements ReportSection {
        private static final int MOST_FINDINGS = 12;

        @Override
        public boolean fits(JsonNode output) {
            return output.path("pages").isArray() && output.has("security_headers");
        }

        @Override
        public String summary(JsonNode output) {
            JsonNode summary = output.path("summary");
            return "%s: %s audited, **score %d of 100**, %s, %s, %s."
                    .formatted(
                            Markdown.escape(output.path("url").asString()),
                            Shown.counted(summary.path("pages").asLong(), "page", "pages"),
                            summary.path("score").asInt(),
                            Shown.counted(summary.path("errors").asLong(), "error", "errors"),
                            Shown.counted(summary.path("warnings").asLong(), "warning", "warnings"),
                            Shown.counted(output.path("broken_links").size(), "broken link", "broken links"));
        }

        @Override
        public List<Finding> findings(JsonNode output) {
            List<Finding> findings = new ArrayList<>();
            output.path("broken_links")
                    .valueStream()
                    .forEach(l -> findings.add(new Finding(
                            "error",
                            "Broken link " + l.path("url").asString() + " on "
                                    + l.path("found_on").asString())));
            output.path("pages").valueStream().forEach(page -> page.path("issues")
                    .valueStream()
                    .filter(i -> !i.path("severity").asString().equals("info"))
                    .forEach(i -> findings.add(new Finding(
                            i.path("severity").asString(),
                            i.path("message").asString() + " ("
                                    + page.path("url").asString() + ")"))));
            JsonNode missing = output.path("security_headers").path("missing");
            if (!missing.isEmpty()) {
                findings.add(new Finding(
                        "warning",
                        "Security headers are missing: "
                                + String.join(
                                        ", ",
                                        missing.valueStream()
                                                .map(JsonNode::asString)
                                                .toList())));
            }
            return findings.stream().limit(MOST_FINDINGS).toList();
        }

        @Override
        public void write(JsonNode output, Markdown report) {
            report.heading(2, "Pages");
            report.table(
                    List.of("Page", "Status", "Title", "Size", "Time", "Issues"),
                    output.path("pages")
                            .valueStream()
                            .map(p -> List.of(
                                    Markdown.cell(p.path("url").asString()),
                                    p.path("status").asString(),
                                    Markdown.cell(p.path("title").asString("–")),
                                    Shown.bytes(p.path("bytes").asLong()),
                                    Shown.count(p.path("duration_ms")) + " ms",
                                    String.valueOf(p.path("issues").size())))
                            .toList());
            issues(output, report);
            brokenLinks(output, report);
            report.heading(2, "Security headers");
            headers("Present", output.path("security_headers").path("present"), report);
            headers("Missing", output.path("security_headers").path("missing"), report);
        }

        private static void issues(JsonNode output, Markdown report) {
            report.heading(2, "Issues");
            output.path("pages")
                    .valueStream()
                    .filter(p -> !p.path("issues").isEmpty())
                    .forEach(page -> {
                        report.heading(3, page.path("url").asString());
                        page.path("issues")
                                .valueStream()
                                .forEach(i -> report.bullet("**"
                                        + i.path("severity").asString() + "**: "
                                        + Markdown.escape(i.path("message").asString())));
                    });
        }

        private static void brokenLinks(JsonNode output, Markdown report) {
            if (!output.path("broken_links").isEmpty()) {
                report.heading(2, "Broken links");
                report.table(
                        List.of("Link", "Reason", "Found on"),
                        output.path("broken_links")
                                .valueStream()
                                .map(l -> List.of(
                                        Markdown.cell(l.path("url").asString()),
                                        Markdown.cell(l.path("reason").asString()),
                                        Markdown.cell(l.path("found_on").asString())))
                                .toList());
            }
        }

        private static void headers(String title, JsonNode names, Markdown report) {
            String list = names.isEmpty()
                    ? "none"
                    : String.join(
                            ", ",
                            names.valueStream()
                                    .map(n -> "`" + n.asString() + "`")
                                    .toList());
            report.bullet(title + ": " + list);
        }
    }

    static final class Fetched implements ReportSection {
        @Override
        public boolean fits(JsonNode output) {
            return output.has("final_url") && output.has("content_type");
        }

        @Override
        public String summary(JsonNode output) {
            return "";
        }

        @Override
        public void write(JsonNode output, Markdown report) {
            report.heading(2, "Front page");
            report.table(
                    List.of("Property", "Value"),
                    List.of(
                            List.of(
                                    "Address",
                                    Markdown.cell(output.path("final_url").asString())),
                            List.of("Status", output.path("status").asString()),
                            List.of("Title", Markdown.cell(output.path("title").asString("–"))),
                            List.of(
                                    "Content type",
                                    Markdown.cell(output.path("content_type").asString())),
                            List.of("Size", Shown.bytes(output.path("bytes").asLong())),
                            List.of(
                                    "Redirects",
                                    String.valueOf(output.path("redirects").size())),
                            List.of("Time", Shown.count(output.path("duration_ms")) + " ms")));
        }
    }
}
