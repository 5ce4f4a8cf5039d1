package io.storyportal.tools.datasets.values;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The type of a column. */
public enum ColumnType {
    INTEGER,
    DECIMAL,
    BOOLEAN,
    DATE,
    DATETIME,
    TEXT,
    /** Nothing but missing values. */
    EMPTY;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean numeric() {
        return this == INTEGER || this == DECIMAL;
    }

    public boolean temporal() {
        return this == DATE || this == DATETIME;
    }
}
