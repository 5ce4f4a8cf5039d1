package io.storyportal.data.exports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where an export stands. */
public enum ExportStatus {
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("failed")
    FAILED;

    static ExportStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
