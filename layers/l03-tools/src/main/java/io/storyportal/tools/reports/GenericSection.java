package io.storyportal.tools.reports;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Any other output: text as text, lists of objects as a table, objects as properties, the rest as JSON. */
final class GenericSection {
    private static final int SHOWN_ROWS = 50;
    private static final int MOST_COLUMNS = 12;
    private static final int LONGEST_JSON = 20_000;

    private GenericSection() {}

    static void write(String name, JsonNode output, Markdown report) {
        report.heading(2, title(name));
        if (output.isString()) {
            report.paragraph(Markdown.escape(output.asString()));
        } else if (output.isArray() && !output.isEmpty() && output.valueStream().allMatch(JsonNode::isObject)) {
            table(output, report);
        } else if (output.isObject() && output.valueStream().allMatch(JsonNode::isValueNode)) {
            properties(output, report);
        } else {
            String json = output.toPrettyString();
            report.code("json", json.length() <= LONGEST_JSON ? json : json.substring(0, LONGEST_JSON) + "\n…");
        }
    }

    private static void table(JsonNode rows, Markdown report) {
        Set<String> names = new LinkedHashSet<>();
        rows.valueStream().limit(SHOWN_ROWS).forEach(r -> names.addAll(r.propertyNames()));
        List<String> columns = names.stream().limit(MOST_COLUMNS).toList();
        List<List<String>> cells = new ArrayList<>();
        rows.valueStream()
                .limit(SHOWN_ROWS)
                .forEach(r -> cells.add(
                        columns.stream().map(c -> Shown.value(r.path(c))).toList()));
        report.table(columns.stream().map(Markdown::cell).toList(), cells);
        if (rows.size() > SHOWN_ROWS) {
            report.paragraph("… and " + Shown.count(rows.size() - SHOWN_ROWS) + " more.");
        }
    }

    private static void properties(JsonNode object, Markdown report) {
        report.table(
                List.of("Property", "Value"),
                object.properties().stream()
                        .map(p -> List.of(Markdown.cell(title(p.getKey())), Shown.value(p.getValue())))
                        .toList());
    }

    static String title(String name) {
        String words = name.replace('_', ' ').replace('-', ' ').strip();
        return words.isEmpty() ? "Result" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
