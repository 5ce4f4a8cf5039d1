package io.storyportal.tools.datasets.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names for every column, each once: empty ones are numbered, repeated ones get a suffix. */
final class ColumnNames {
    private static final int LONGEST = 200;

    private ColumnNames() {}

    static List<String> of(List<? extends @Nullable String> header, List<String> notes) {
        List<String> names = new ArrayList<>(header.size());
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            String written = header.get(i);
            String name = written == null || written.isBlank() ? "column_" + (i + 1) : clip(written.strip());
            String unique = name;
            for (int n = 2; !taken.add(unique); n++) {
                unique = name + "_" + n;
            }
            if (!unique.equals(name)) {
                notes.add("the column name \"" + name + "\" appears more than once; column " + (i + 1) + " is called \""
                        + unique + "\"");
            }
            names.add(unique);
        }
        return names;
    }

    static List<String> numbered(int count) {
        List<String> names = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            names.add("column_" + i);
        }
        return names;
    }

    private static String clip(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }
}
