package io.storyportal.tools.datasets.compare;

import io.storyportal.tools.ToolsProblem;
import io.storyportal.tools.datasets.read.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row's key as one string: the trimmed values of the key columns, separated by a character no text has. */
final class KeyColumns {
    private static final char SEPARATOR = '\u001F';

    private KeyColumns() {}

    static int[] positions(List<String> names, List<String> key) {
        int[] positions = new int[key.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = find(names, key.get(i));
        }
        return positions;
    }

    private static int find(List<String> names, String wanted) {
        int exact = names.indexOf(wanted);
        if (exact >= 0) {
            return exact;
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(wanted.strip())) {
                return i;
            }
        }
        throw ToolsProblem.NO_COMPARISON_KEY.exception("There is no column '" + wanted + "'; the columns are " + names);
    }

    /** Null when one of the values is missing. */
    static @Nullable String key(Row row, int[] positions) {
        if (positions.length == 1) {
            return part(row, positions[0]);
        }
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < positions.length; i++) {
            String part = part(row, positions[i]);
            if (part == null) {
                return null;
            }
            if (i > 0) {
                key.append(SEPARATOR);
            }
            key.append(part);
        }
        return key.toString();
    }

    private static @Nullable String part(Row row, int position) {
        String cell = row.cell(position);
        return cell == null || cell.isBlank() ? null : cell.strip();
    }

    static Map<String, String> named(List<String> columns, String key) {
        String[] parts = key.split(String.valueOf(SEPARATOR), -1);
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            named.put(columns.get(i), parts[i]);
        }
        return named;
    }
}
