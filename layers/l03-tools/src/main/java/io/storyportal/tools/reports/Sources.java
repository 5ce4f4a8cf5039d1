package io.storyportal.tools.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Describes the file behind an output. */
final class Sources {
    private Sources() {}

    static String name(JsonNode output) {
        String path = output.path("source").path("path").asString("The data");
        return "`" + path.replace('`', '\'') + "`";
    }

    /** "CSV, UTF-8, delimiter ';', 12.4 KiB" */
    static String describe(JsonNode source) {
        List<String> parts = new ArrayList<>();
        if (source.has("format")) {
            parts.add(source.path("format").asString().toUpperCase(Locale.ROOT));
        }
        if (source.has("encoding")) {
            parts.add(source.path("encoding").asString() + (source.path("bom").asBoolean(false) ? " with BOM" : ""));
        }
        if (source.has("delimiter")) {
            String delimiter = source.path("delimiter").asString();
            parts.add("delimiter " + (delimiter.equals("\t") ? "tab" : "`" + delimiter + "`"));
        }
        parts.add(Shown.bytes(source.path("bytes").asLong()));
        return String.join(", ", parts);
    }
}
