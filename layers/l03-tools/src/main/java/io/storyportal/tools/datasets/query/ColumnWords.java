package io.storyportal.tools.datasets.query;

import io.storyportal.tools.datasets.schema.DatasetSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds columns by the words people use for them: "unit price", "Unit_Price" and "unit prices" are one. */
final class ColumnWords {
    static final int MOST_WORDS = 4;

    private final Map<String, DatasetSchema.Column> byKey = new HashMap<>();

    ColumnWords(List<DatasetSchema.Column> columns) {
        for (DatasetSchema.Column column : columns) {
            byKey.putIfAbsent(key(column.name()), column);
        }
    }

    Optional<DatasetSchema.Column> find(List<String> words) {
        return Optional.ofNullable(byKey.get(key(String.join("", words))));
    }

    private static String key(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        if (plain.endsWith("ies") && plain.length() > 4) {
            return plain.substring(0, plain.length() - 3) + "y";
        }
        return plain.endsWith("s") && !plain.endsWith("ss") && plain.length() > 3
                ? plain.substring(0, plain.length() - 1)
                : plain;
    }
}
