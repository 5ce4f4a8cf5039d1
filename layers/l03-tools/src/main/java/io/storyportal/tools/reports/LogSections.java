package io.storyportal.tools.reports;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The outputs of the log tools. */
final class LogSections {
    private static final int SHOWN = 20;
    private static final int SHOWN_BUCKETS = 60;

    private LogSections() {}

    static final class Inspection implements ReportSection {
        @Override
        public boolean fits(JsonNode output) {
            return output.path("templates").isArray() && output.path("levels").isObject();
        }

        @Override
        public String summary(JsonNode output) {
            JsonNode levels = output.path("levels");
            long errors = levels.path("ERROR").asLong(0) + levels.path("FATAL").asLong(0);
            JsonNode range = output.path("time_range");
            String when = range.isObject()
                    ? ", from " + range.path("first").asString() + " to "
                            + range.path("last").asString()
                    : "";
            return "%s holds %s in %s%s: **%s**, %s."
                    .formatted(
                            Sources.name(output),
                            Shown.counted(output.path("entries").asLong(), "entry", "entries"),
                            Shown.counted(output.path("lines").asLong(), "line", "lines"),
                            when,
                            errors == 0 ? "no errors" : Shown.counted(errors, "error", "errors"),
                            Shown.counted(levels.path("WARN").asLong(0), "warning", "warnings"));
        }

        @Override
        public List<Finding> findings(JsonNode output) {
            return output.path("findings")
                    .valueStream()
                    .map(f -> new Finding(
                            f.path("severity").asString(),
                            f.path("title").asString() + ": " + f.path("detail").asString()))
                    .toList();
        }

        @Override
        public void write(JsonNode output, Markdown report) {
            report.heading(2, "Levels");
            long entries = Math.max(1, output.path("entries").asLong());
            report.table(
                    List.of("Level", "Entries", "Share", ""),
                    output.path("levels").properties().stream()
                            .map(e -> {
                                double share = e.getValue().asLong() / (double) entries;
                                return List.of(
                                        e.getKey(), Shown.count(e.getValue()), Shown.percent(share), Shown.bar(share));
                            })
                            .toList());
            report.heading(2, "Most frequent messages");
            report.table(
                    List.of("Count", "Level", "Message", "First line"),
                    output.path("templates")
                            .valueStream()
                            .limit(SHOWN)
                            .map(t -> List.of(
                                    Shown.count(t.path("count")),
                                    t.path("level").asString("–"),
                                    Markdown.cell(t.path("template").asString()),
                                    t.path("first_line").asString()))
                            .toList());
            events("Bursts", output.path("bursts"), report);
            events("Gaps", output.path("gaps"), report);
        }

        private static void events(String title, JsonNode list, Markdown report) {
            if (!list.isEmpty()) {
                report.heading(2, title);
                list.valueStream()
                        .forEach(e -> report.bullet(e.path("from").asString() + " to "
                                + e.path("to").asString() + ": "
                                + (e.has("seconds")
                                        ? Shown.count(e.path("seconds")) + " s without an entry"
                                        : Shown.count(e.path("count")) + " entries ("
                                                + e.path("level").asString() + ")")));
            }
        }
    }

    static final class Errors implements ReportSection {
        @Override
        public boolean fits(JsonNode output) {
            return output.path("errors").isArray() && output.has("total");
        }

        @Override
        public String summary(JsonNode output) {
            return "";
        }

        @Override
        public void write(JsonNode output, Markdown report) {
            report.heading(2, "Errors");
            if (output.path("errors").isEmpty()) {
                report.paragraph("No errors were logged.");
            }
            output.path("errors").valueStream().limit(SHOWN).forEach(error -> {
                report.heading(
                        3,
                        Shown.count(error.path("count")) + " × "
                                + clip(error.path("template").asString()));
                List<String> lines = error.path("lines")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList();
                report.paragraph("Lines " + String.join(", ", lines)
                        + (error.path("count").asLong() > lines.size() ? ", …" : "")
                        + (error.has("exception")
                                ? "; exception `" + error.path("exception").asString() + "`"
                                : "") + ".");
                report.code("", error.path("example").asString());
            });
            if (!output.path("stack_traces").isEmpty()) {
                report.heading(2, "Stack traces");
                report.table(
                        List.of("Count", "Exception", "Message", "Thrown at", "First line"),
                        output.path("stack_traces")
                                .valueStream()
                                .map(LogSections::trace)
                                .toList());
            }
        }
    }

    private static List<String> trace(JsonNode trace) {
        return List.of(
                Shown.count(trace.path("count")),
                Markdown.cell(trace.path("exception").asString()),
                Markdown.cell(trace.path("message").asString("–")),
                Markdown.cell(trace.path("at").asString("–")),
                trace.path("first_line").asString());
    }

    static final class Timeline implements ReportSection {
        @Override
        public boolean fits(JsonNode output) {
            return output.path("buckets").isArray() && output.has("bucket");
        }

        @Override
        public String summary(JsonNode output) {
            return "";
        }

        @Override
        public void write(JsonNode output, Markdown report) {
            report.heading(2, "Timeline");
            List<JsonNode> buckets = output.path("buckets").valueStream().toList();
            if (buckets.isEmpty()) {
                report.paragraph("No line carries a time.");
                return;
            }
            int merged = (buckets.size() + SHOWN_BUCKETS - 1) / SHOWN_BUCKETS;
            List<List<String>> rows = new ArrayList<>();
            long most = 1;
            List<long[]> sums = new ArrayList<>();
            for (int i = 0; i < buckets.size(); i += merged) {
                long total = 0;
                long errors = 0;
                for (JsonNode each : buckets.subList(i, Math.min(buckets.size(), i + merged))) {
                    total += each.path("total").asLong();
                    errors += each.path("levels").path("ERROR").asLong(0)
                            + each.path("levels").path("FATAL").asLong(0);
                }
                most = Math.max(most, total);
                sums.add(new long[] {total, errors});
            }
            for (int i = 0; i < sums.size(); i++) {
                long[] sum = sums.get(i);
                rows.add(List.of(
                        buckets.get(i * merged).path("start").asString(),
                        Shown.count(sum[0]),
                        Shown.count(sum[1]),
                        Shown.bar(sum[0] / (double) most)));
            }
            String width = output.path("bucket").asString();
            report.table(
                    List.of(
                            merged == 1 ? "From (each " + width + ")" : "From (each " + merged + " × " + width + ")",
                            "Entries",
                            "Errors",
                            ""),
                    rows);
        }
    }

    private static String clip(String text) {
        return text.length() <= 100 ? text : text.substring(0, 99) + "…";
    }
}
