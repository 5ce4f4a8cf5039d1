package io.storyportal.tools.datasets.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** Random rows of several types with missing values, quotes, line breaks and umlauts. */
record GeneratedDataset(List<String> names, List<List<String>> rows) {
    static GeneratedDataset random(Random random, int rows) {
        List<List<String>> data = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            data.add(List.of(
                    String.valueOf(i),
                    missing(random, String.valueOf(random.nextInt(-50, 50))),
                    missing(random, String.format(Locale.ROOT, "%.2f", random.nextGaussian() * 1_000)),
                    missing(
                            random,
                            List.of("Köln", "Ulm", "a,b", "say \"x\"", "two\nlines")
                                    .get(random.nextInt(5))),
                    missing(random, "name " + random.nextInt(rows)),
                    missing(random, String.valueOf(random.nextLong())),
                    missing(random, random.nextBoolean() ? "true" : "false")));
        }
        return new GeneratedDataset(List.of("id", "small", "amount", "city", "name", "big", "flag"), data);
    }

    private static String missing(Random random, String value) {
        return random.nextInt(20) == 0 ? "" : value;
    }

    List<String> column(int index) {
        return rows.stream().map(r -> r.get(index)).toList();
    }

    String csv() {
        return String.join(",", names) + "\r\n"
                + rows.stream()
                        .map(r -> r.stream().map(GeneratedDataset::quoted).collect(Collectors.joining(",")))
                        .collect(Collectors.joining("\r\n"));
    }

    private static String quoted(String value) {
        boolean needed = value.contains(",") || value.contains("\"") || value.contains("\n");
        return needed ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
