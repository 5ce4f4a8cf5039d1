package io.storyportal.tools.datasets.values;

/** What one cell looks like on its own. */
public enum CellKind {
    MISSING,
    /** A word such as NA or None: missing in a column of numbers, a value in a column of texts. */
    MARKER,
    BOOLEAN,
    INTEGER,
    DECIMAL,
    DATE,
    DATETIME,
    TEXT;

    public boolean numeric() {
        return this == INTEGER || this == DECIMAL;
    }

    public boolean temporal() {
        return this == DATE || this == DATETIME;
    }
}
