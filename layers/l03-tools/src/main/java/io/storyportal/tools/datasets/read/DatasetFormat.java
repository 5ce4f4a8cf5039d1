package io.storyportal.tools.datasets.read;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The formats that are read. TSV is CSV with a tab; NDJSON is one JSON value per line. */
public enum DatasetFormat {
    CSV,
    TSV,
    JSON,
    NDJSON;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DatasetFormat of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    boolean delimited() {
        return this == CSV || this == TSV;
    }
}
