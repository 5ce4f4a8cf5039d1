package io.storyportal.data.exports;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.Arrays;
import java.util.Locale;

/**
 * NDJSON has the rows as the API answers them; CSV and Parquet have a column per field, with what is nested as JSON. Only
 * Parquet's columns have types.
 */
public enum ExportFormat {
    @JsonProperty("ndjson")
    NDJSON("application/x-ndjson"),
    @JsonProperty("csv")
    CSV("text/csv;charset=UTF-8"),
    @JsonProperty("parquet")
    PARQUET("application/vnd.apache.parquet");

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

    @JsonCreator
    static ExportFormat of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElseThrow(() -> CommonProblem.INVALID.exception("'format' is '" + word + "'; it may be "
                        + Arrays.stream(values()).map(ExportFormat::word).toList()));
    }
}
