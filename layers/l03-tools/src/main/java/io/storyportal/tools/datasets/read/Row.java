package io.storyportal.tools.datasets.read;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One row. The reader fills the same object again for the next row: copy what must outlive the call. */
public final class Row {
    private static final int FIRST_WIDTH = 16;

    @Nullable
    String[] cells = new String[FIRST_WIDTH];

    boolean[] strings = new boolean[FIRST_WIDTH];
    int width;
    long line;
    int fields;

    /** Physical line on which the row starts, from 1. */
    public long line() {
        return line;
    }

    /** Number of columns known so far; cells beyond the row's own fields are null. */
    public int width() {
        return width;
    }

    public @Nullable String cell(int column) {
        return column < width ? cells[column] : null;
    }

    /** True when the file itself says the value is text (a JSON string): "5" is then no number. */
    public boolean isString(int column) {
        return column < width && strings[column];
    }

    /** A copy of the cells. */
    public @Nullable String[] copy() {
        return Arrays.copyOf(cells, width);
    }

    void begin(long atLine, int columns) {
        ensure(columns);
        Arrays.fill(cells, 0, columns, null);
        Arrays.fill(strings, 0, columns, false);
        width = columns;
        line = atLine;
        fields = 0;
    }

    void set(int column, @Nullable String value, boolean string) {
        if (column >= width) {
            ensure(column + 1);
            Arrays.fill(cells, width, column + 1, null);
            Arrays.fill(strings, width, column + 1, false);
            width = column + 1;
        }
        cells[column] = value;
        strings[column] = string;
    }

    private void ensure(int columns) {
        if (columns > cells.length) {
            int size = Math.max(columns, cells.length * 2);
            cells = Arrays.copyOf(cells, size);
            strings = Arrays.copyOf(strings, size);
        }
    }
}
