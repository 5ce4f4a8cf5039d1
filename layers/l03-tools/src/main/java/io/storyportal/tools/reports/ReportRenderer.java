package io.storyportal.tools.reports;

import io.storyportal.tools.reports.ReportSection.Finding;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the outputs of earlier tasks together: summary and findings first, then one part per output in a fixed order. The
 * JSON document carries the main output's fields at its top (a profile's rows and columns), the others under "sections".
 */
public final class ReportRenderer {
    /** In the order of the report; the first one present is the main output. */
    private static final List<ReportSection> SECTIONS = List.of(
            new TableSections.Query(),
            new ComparisonSection(),
            new WebSections.Audit(),
            new LogSections.Inspection(),
            new ProfileSection(),
            new QualitySection(),
            new LogSections.Errors(),
            new LogSections.Timeline(),
            new TableSections.Schema(),
            new WebSections.Fetched(),
            new TableSections.Sample());

    private static final int LONGEST_TEXT = 10_000;

    private final JsonMapper json;
    private final Clock clock;

    public ReportRenderer(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    public record Report(String title, String markdown, JsonNode json) {}

    public Report render(String kind, String title, @Nullable String summary, JsonNode sections) {
        Map<String, JsonNode> unknown = new LinkedHashMap<>();
        List<Part> parts = parts(sections, unknown);
        List<String> sentences = new ArrayList<>();
        if (summary != null && !summary.isBlank()) {
            sentences.add(Markdown.escape(summary));
        }
        parts.stream()
                .map(p -> p.section.summary(p.output))
                .filter(s -> !s.isEmpty())
                .forEach(sentences::add);
        List<Finding> findings = parts.stream()
                .flatMap(p -> p.section.findings(p.output).stream())
                .distinct()
                .toList();
        Markdown report = new Markdown();
        report.heading(1, title);
        if (!sentences.isEmpty()) {
            report.paragraph(String.join("\n\n", sentences));
        }
        sources(parts, report);
        if (!findings.isEmpty()) {
            report.heading(2, "Findings");
            findings.forEach(f -> report.bullet("**" + f.severity() + "**: " + Markdown.escape(f.message())));
        }
        parts.forEach(p -> p.section.write(p.output, report));
        unknown.forEach((name, output) -> GenericSection.write(name, output, report));
        return new Report(title, report.toString(), document(kind, title, sentences, findings, parts, unknown));
    }

    private record Part(String name, JsonNode output, ReportSection section) {}

    private static List<Part> parts(JsonNode sections, Map<String, JsonNode> unknown) {
        List<Part> parts = new ArrayList<>();
        for (ReportSection section : SECTIONS) {
            for (Map.Entry<String, JsonNode> each : sections.properties()) {
                boolean taken = parts.stream().anyMatch(p -> p.name.equals(each.getKey()));
                if (!taken && each.getValue().isObject() && section.fits(each.getValue())) {
                    parts.add(new Part(each.getKey(), each.getValue(), section));
                }
            }
        }
        for (Map.Entry<String, JsonNode> each : sections.properties()) {
            if (parts.stream().noneMatch(p -> p.name.equals(each.getKey()))) {
                unknown.put(each.getKey(), each.getValue());
            }
        }
        return parts;
    }

    private static void sources(List<Part> parts, Markdown report) {
        List<String> lines = parts.stream()
                .map(p -> p.output.path("source"))
                .filter(JsonNode::isObject)
                .map(s ->
                        "Source: `" + s.path("path").asString().replace('`', '\'') + "` (" + Sources.describe(s) + ")")
                .distinct()
                .limit(4)
                .toList();
        if (!lines.isEmpty()) {
            report.paragraph(lines.getFirst());
        }
    }

    private JsonNode document(
            String kind,
            String title,
            List<String> sentences,
            List<Finding> findings,
            List<Part> parts,
            Map<String, JsonNode> unknown) {
        ObjectNode document = json.createObjectNode();
        document.put("kind", kind);
        document.put("title", title);
        document.put("headline", String.join(" ", sentences).replace("**", "").replace("`", ""));
        document.put(
                "generated_at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        ArrayNode list = document.putArray("highlights");
        findings.forEach(f -> list.addObject().put("severity", f.severity()).put("message", f.message()));
        Part main = parts.isEmpty() ? null : parts.getFirst();
        if (main != null) {
            for (Map.Entry<String, JsonNode> field : main.output.properties()) {
                if (!document.has(field.getKey())) {
                    document.set(field.getKey(), field.getValue());
                }
            }
        }
        ObjectNode sections = document.putObject("sections");
        parts.stream().filter(p -> p != main).forEach(p -> sections.set(p.name, withoutLongTexts(p.output)));
        unknown.forEach(sections::set);
        return document;
    }

    /** The text of a fetched page is not what anyone reads a report's data for. */
    private static JsonNode withoutLongTexts(JsonNode output) {
        if (output.valueStream().noneMatch(v -> v.isString() && v.asString().length() > LONGEST_TEXT)) {
            return output;
        }
        ObjectNode shortened = ((ObjectNode) output).deepCopy();
        for (Map.Entry<String, JsonNode> field : output.properties()) {
            if (field.getValue().isString() && field.getValue().asString().length() > LONGEST_TEXT) {
                shortened.put(field.getKey(), field.getValue().asString().substring(0, LONGEST_TEXT) + "…");
            }
        }
        return shortened;
    }
}
