package io.storyportal.data.exports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** NDJSON has the rows as the API answers them; CSV has a column per field, with what is nested as JSON. */
public enum ExportFormat {
    @JsonProperty("ndjson")
    NDJSON("application/x-ndjson"),
    @JsonProperty("csv")
    CSV("text/csv;charset=UTF-8");

    private final String contentType;

    ExportFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** On the wire, in the table, and at the end of a file's name. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ExportFormat of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
