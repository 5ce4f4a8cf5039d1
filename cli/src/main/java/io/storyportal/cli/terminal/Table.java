package io.storyportal.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their content. */
public final class Table {

    private static final int WIDEST = 60;

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    public void row(String... cells) {
        rows.add(List.of(cells));
    }

    public List<String> lines() {
        var widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], shortened(row.get(i)).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (var i = 0; i < widths.length; i++) {
            var cell = shortened(row.get(i));
            line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private static String shortened(String cell) {
        var flat = cell.replaceAll("\\s+", " ");
        return flat.length() <= WIDEST ? flat : flat.substring(0, WIDEST - 1) + "…";
    }
}
