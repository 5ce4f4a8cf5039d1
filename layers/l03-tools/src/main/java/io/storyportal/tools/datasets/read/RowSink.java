package io.storyportal.tools.datasets.read;

import java.util.List;

/** Receives a dataset row by row. */
public interface RowSink {
    /** The columns, before the first row, and again whenever a JSON object brings new ones (only ever appended). */
    void columns(List<String> names);

    /** One row; false ends the reading early. */
    boolean row(Row row);
}
