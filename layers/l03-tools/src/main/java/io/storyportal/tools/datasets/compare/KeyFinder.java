package io.storyportal.tools.datasets.compare;

import io.storyportal.tools.ToolsProblem;
import io.storyportal.tools.datasets.read.DatasetReader;
import io.storyportal.tools.datasets.read.DatasetSource;
import io.storyportal.tools.datasets.read.Row;
import io.storyportal.tools.datasets.read.RowSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds the column, or pair of columns, that identifies a row in both datasets, from their first rows. */
final class KeyFinder {
    private static final int ROWS = 10_000;
    private static final int PAIR_COLUMNS = 6;
    private static final int MOST_CANDIDATES = 60;
    private static final Set<String> KEY_NAMES = Set.of(
            "id", "key", "sku", "code", "uuid", "email", "isbn", "ean", "gtin", "number", "no", "nr", "ref", "name");

    private KeyFinder() {}

    static DatasetComparison.Key find(DatasetSource left, DatasetSource right) {
        Candidates ofLeft = read(left, Set.of());
        Candidates ofRight = read(right, ofLeft.values.keySet());
        List<Match> matches = new ArrayList<>();
        int position = 0;
        for (Map.Entry<List<String>, Set<String>> each : ofLeft.values.entrySet()) {
            Set<String> other = ofRight.values.get(each.getKey());
            if (other != null) {
                matches.add(new Match(each.getKey(), score(each.getKey(), each.getValue(), other), position));
            }
            position++;
        }
        return matches.stream()
                .min(Comparator.comparingDouble((Match m) -> -m.score).thenComparingInt(Match::position))
                .map(best -> new DatasetComparison.Key(
                        best.columns, "detected", "unique and never missing in the first rows of both datasets"))
                .orElseThrow(() -> ToolsProblem.NO_COMPARISON_KEY.exception(noKey(ofLeft, ofRight)));
    }

    private static String noKey(Candidates left, Candidates right) {
        List<String> common = left.names.stream().filter(right.names::contains).toList();
        return common.isEmpty()
                ? "The datasets share no column: left has " + left.names + ", right has " + right.names
                : "None of the shared columns " + common + " is unique and complete in both datasets";
    }

    /** A single column beats a pair, a name like "id" beats others, then the share of equal values decides. */
    private static double score(List<String> columns, Set<String> left, Set<String> right) {
        long shared = left.stream().filter(right::contains).count();
        double overlap = left.isEmpty() ? 0 : (double) shared / left.size();
        return overlap + (columns.size() == 1 ? 1 : 0) + (columns.stream().anyMatch(KeyFinder::isKeyName) ? 2 : 0);
    }

    private static boolean isKeyName(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        return KEY_NAMES.contains(plain)
                || plain.endsWith("_id")
                || plain.endsWith("_key")
                || plain.endsWith("_no")
                || plain.endsWith("id") && plain.length() <= 12;
    }

    private record Match(List<String> columns, double score, int position) {}

    private static Candidates read(DatasetSource source, Set<List<String>> among) {
        Candidates candidates = new Candidates(among);
        DatasetReader.read(source, null, preview -> candidates);
        return candidates;
    }

    private static final class Candidates implements RowSink {
        private final Set<List<String>> among;
        private final Map<List<String>, Set<String>> values = new LinkedHashMap<>();
        private List<String> names = List.of();
        private int rows;

        Candidates(Set<List<String>> among) {
            this.among = among;
        }

        @Override
        public void columns(List<String> all) {
            if (rows > 0) {
                return;
            }
            names = all;
            for (String each : all.subList(0, Math.min(MOST_CANDIDATES, all.size()))) {
                offer(List.of(each));
            }
            int most = Math.min(PAIR_COLUMNS, all.size());
            for (int i = 0; i < most; i++) {
                for (int j = i + 1; j < most; j++) {
                    offer(List.of(all.get(i), all.get(j)));
                }
            }
        }

        private void offer(List<String> columns) {
            if (among.isEmpty() || among.contains(columns)) {
                values.put(columns, new HashSet<>());
            }
        }

        @Override
        public boolean row(Row row) {
            rows++;
            values.entrySet().removeIf(each -> {
                String key = KeyColumns.key(row, KeyColumns.positions(names, each.getKey()));
                return key == null || !each.getValue().add(key);
            });
            return rows < ROWS && !values.isEmpty();
        }
    }
}
