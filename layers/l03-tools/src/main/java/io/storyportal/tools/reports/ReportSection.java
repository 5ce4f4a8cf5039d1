package io.storyportal.tools.reports;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Knows how one tool's output reads in a report. */
interface ReportSection {
    /** Recognises the output by its shape: the name it was given under says nothing certain. */
    boolean fits(JsonNode output);

    /** One sentence for the top of the report; empty when there is nothing to say there. */
    String summary(JsonNode output);

    /** What a reader must not miss, plain text. */
    default List<Finding> findings(JsonNode output) {
        return List.of();
    }

    void write(JsonNode output, Markdown report);

    record Finding(String severity, String message) {}
}
