package io.storyportal.tools.datasets.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.tools.ToolsProblem;
import io.storyportal.tools.datasets.TextSource;
import io.storyportal.tools.datasets.compare.DatasetComparison.Change;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("l03")
class DatasetComparerTest {
    private static final long ROOMY = 10 << 20;

    @TempDir
    Path folder;

    @Test
    void findsAddedRemovedAndChangedRowsByKey() {
        var result = compare(
                "sku,price,city\nA1,9.50,Ulm\nA2,1,Ulm\nA3,2,Bonn\n",
                "city;sku;price;note\nUlm;A1;9.5;x\nKöln;A2;1;y\nUlm;A4;7;z\n",
                "sku");

        assertThat(result.summary()).isEqualTo(new DatasetComparison.Summary(1, 1, 1, 1, false));
        assertThat(result.added()).singleElement().satisfies(r -> assertThat(r.key())
                .containsEntry("sku", "A4"));
        assertThat(result.removed()).singleElement().satisfies(r -> assertThat(r.row())
                .containsEntry("city", "Bonn"));
        assertThat(result.changed()).singleElement().satisfies(r -> assertThat(r.changes())
                .containsExactly(new Change("city", "Ulm", "Köln")));
        assertThat(result.columnsOnlyRight()).containsExactly("note");
        assertThat(result.columns()).contains(new DatasetComparison.ColumnChanges("city", 1));
    }

    @Test
    void findsTheKeyItself() {
        var result = compare("price,sku\n1,A\n1,B\n", "sku,price\nB,1\nA,2\n");

        assertThat(result.key().columns()).containsExactly("sku");
        assertThat(result.key().chosen()).isEqualTo("detected");
        assertThat(result.summary().changed()).isEqualTo(1);
    }

    @Test
    void findsAKeyOfTwoColumns() {
        var result = compare("day,shop,n\n1,a,5\n1,b,5\n2,a,5\n", "day,shop,n\n1,a,5\n1,b,6\n2,a,5\n");

        assertThat(result.key().columns()).containsExactly("day", "shop");
        assertThat(result.summary().changed()).isEqualTo(1);
    }

    @Test
    void refusesDatasetsWithoutAKey() {
        assertThatThrownBy(() -> compare("a,b\n1,1\n1,1\n", "a,b\n1,1\n1,1\n"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(ToolsProblem.NO_COMPARISON_KEY))
                .hasMessageContaining("[a, b]");
        assertThatThrownBy(() -> compare("a\n1\n", "a\n1\n", "id")).hasMessageContaining("no column 'id'");
    }

    @Test
    void reportsDuplicateAndMissingKeys() {
        var result = compare("id,v\n1,a\n1,b\n,c\n2,d\n", "id,v\n1,a\n2,d\n", "id");

        assertThat(result.duplicateKeys().left()).isEqualTo(1);
        assertThat(result.duplicateKeys().examples())
                .containsExactly(new DatasetComparison.DuplicateKey("left", Map.of("id", "1"), 2));
        assertThat(result.missingKeys()).isEqualTo(new DatasetComparison.MissingKeys(1, 0));
        assertThat(result.summary().identical()).isFalse();
    }

    @Test
    void callsEqualDatasetsIdenticalWhateverTheirOrder() {
        assertThat(compare("id,v\n2,b\n1,a\n", "v,id\na,1\nb,2\n", "id")
                        .summary()
                        .identical())
                .isTrue();
    }

    @Test
    void agreesWithANaiveComparisonWhetherInMemoryOrSortedOnDisk() {
        Random random = new Random(3);
        Map<String, String> left = new HashMap<>();
        Map<String, String> right = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            String key = "k" + random.nextInt(6_000);
            left.put(key, "v" + random.nextInt(3));
            right.put(random.nextInt(10) == 0 ? key + "x" : key, "v" + random.nextInt(3));
        }
        long added = right.keySet().stream().filter(k -> !left.containsKey(k)).count();
        long removed = left.keySet().stream().filter(k -> !right.containsKey(k)).count();
        long changed = left.entrySet().stream()
                .filter(e ->
                        right.containsKey(e.getKey()) && !right.get(e.getKey()).equals(e.getValue()))
                .count();
        for (long memory : new long[] {ROOMY, 20_000}) {
            var result = new DatasetComparer(folder, memory).compare(csv(left), csv(right), List.of("key"), 5);

            assertThat(result.summary().added()).isEqualTo(added);
            assertThat(result.summary().removed()).isEqualTo(removed);
            assertThat(result.summary().changed()).isEqualTo(changed);
            assertThat(result.summary().unchanged()).isEqualTo(left.size() - removed - changed);
            assertThat(result.samplesTruncated()).isTrue();
        }
        assertThat(folder).isEmptyDirectory();
    }

    private static TextSource csv(Map<String, String> rows) {
        List<String> lines = new ArrayList<>();
        rows.forEach((key, value) -> lines.add(key + "," + value));
        Collections.shuffle(lines, new Random(1));
        return TextSource.of("key,value\n" + String.join("\n", lines));
    }

    private DatasetComparison compare(String left, String right, String... key) {
        return new DatasetComparer(folder, ROOMY).compare(TextSource.of(left), TextSource.of(right), List.of(key), 20);
    }
}
