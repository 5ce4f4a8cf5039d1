package io.storyportal.data.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.digest.Sha256;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SplitTest extends Scene {

    private static final Map<String, Object> MOST_FOR_TRAINING =
            Map.of("train", 0.8, "validation", 0.1, "test", 0.1, "seed", 7);

    private Api api;
    private String dataset;

    @BeforeEach
    void begin() {
        api = newTenant().as("l09");
        dataset = newDataset();
    }

    private String newDataset() {
        return "/api/datasets/"
                + api.create("/api/datasets", Map.of("name", "orders"))
                        .path("id")
                        .asString();
    }

    /** Examples of inputs {@code from} until {@code to}, every other one in one of ten groups. */
    private void fill(String dataset, int from, int to) {
        List<Object> examples = new ArrayList<>();
        for (int i = from; i < to; i++) {
            examples.add(
                    i % 2 == 0
                            ? Map.of("input", i, "output", i)
                            : Map.of("input", i, "output", i, "group_key", "g" + i % 20));
        }
        api.create(dataset + "/examples", Map.of("examples", examples));
    }

    private JsonNode split(String dataset, Map<String, Object> ratios) {
        return api.create(dataset + "/splits", ratios);
    }

    private List<JsonNode> examples(String dataset, String query) {
        return api.read(dataset + "/examples?limit=500" + query)
                .path("items")
                .valueStream()
                .toList();
    }

    private Map<String, String> splits(String dataset) {
        Map<String, String> splits = new HashMap<>();
        examples(dataset, "")
                .forEach(each -> splits.put(
                        each.path("input").asString(), each.path("split").asString()));
        return splits;
    }

    @Test
    void neverMovesAnEarlierExample() {
        split(dataset, MOST_FOR_TRAINING);
        fill(dataset, 0, 100);
        Map<String, String> before = splits(dataset);
        fill(dataset, 100, 300);
        assertThat(before).hasSize(100);
        assertThat(splits(dataset)).hasSize(300).containsAllEntriesOf(before);
    }

    @Test
    void keepsAGroupTogether() {
        fill(dataset, 0, 300);
        split(dataset, Map.of("train", 0.4, "validation", 0.3, "test", 0.3));
        Map<String, Set<String>> splitsOfGroup = new HashMap<>();
        examples(dataset, "").stream().filter(each -> each.has("group_key")).forEach(each -> splitsOfGroup
                .computeIfAbsent(each.path("group_key").asString(), group -> new HashSet<>())
                .add(each.path("split").asString()));
        assertThat(splitsOfGroup).hasSize(10).allSatisfy((group, splits) -> assertThat(splits)
                .hasSize(1));
        assertThat(splitsOfGroup.values().stream()
                        .flatMap(Set::stream)
                        .distinct()
                        .count())
                .isGreaterThan(1);
    }

    @Test
    void decidesEqualExamplesEquallyInEveryDatasetOfOneSeed() {
        fill(dataset, 0, 100);
        split(dataset, MOST_FOR_TRAINING);
        Map<String, String> expected = splits(dataset);
        String again = newDataset();
        fill(again, 50, 150);
        split(again, MOST_FOR_TRAINING);
        Map<String, String> found = splits(again);
        found.keySet().retainAll(expected.keySet());
        assertThat(found).hasSize(50);
        assertThat(expected).containsAllEntriesOf(found);
    }

    @Test
    void filtersBySplitAndCountsEach() {
        fill(dataset, 0, 400);
        JsonNode made = split(dataset, MOST_FOR_TRAINING);
        assertThat(made).isEqualTo(api.read(dataset + "/splits"));
        long sum = 0;
        for (String split : List.of("train", "validation", "test")) {
            List<JsonNode> found = examples(dataset, "&split=" + split);
            assertThat(found).hasSize(made.path(split).asInt());
            assertThat(found).allMatch(each -> each.path("split").asString().equals(split));
            sum += found.size();
        }
        assertThat(sum).isEqualTo(400);
        assertThat(made.path("train").asInt()).isBetween(240, 380);
    }

    @Test
    void decidesByTheHashThatIsDocumented() {
        fill(dataset, 0, 60);
        split(dataset, MOST_FOR_TRAINING);
        Splits splits = new Splits(new BigDecimal("0.8"), new BigDecimal("0.1"), new BigDecimal("0.1"), 7L);
        for (JsonNode each : examples(dataset, "")) {
            String key = each.has("group_key")
                    ? "group:" + each.path("group_key").asString()
                    : "hash:" + each.path("content_hash").asString();
            long point = Long.parseLong(Sha256.hex("7:" + key).substring(0, 12), 16);
            assertThat(each.path("split").asString())
                    .isEqualTo(splits.of(point).name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void splitsAnewByAnotherSeed() {
        fill(dataset, 0, 200);
        split(dataset, MOST_FOR_TRAINING);
        Map<String, String> before = splits(dataset);
        split(dataset, Map.of("train", 0.8, "validation", 0.1, "test", 0.1, "seed", 8));
        assertThat(splits(dataset)).isNotEqualTo(before);
        assertThat(api.read(dataset).path("splits").path("seed").asLong()).isEqualTo(8);
    }

    @Test
    void putsEverythingWhereTheWholeGoes() {
        fill(dataset, 0, 50);
        split(dataset, Map.of("train", 0, "validation", 0, "test", 1));
        assertThat(examples(dataset, "&split=test")).hasSize(50);
        assertThat(api.read(dataset + "/splits").path("train").asLong()).isZero();
    }

    @Test
    void refusesRatiosThatAreNoWholeAndQuestionsBeforeThereAreSplits() {
        Problems.expect(api.get(dataset + "/splits"), 422, "E1042");
        Problems.expect(api.get(dataset + "/examples?split=test"), 422, "E1042");
        Problems.expectRefusal(api.get(dataset + "/examples?split=all"));
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("train", 0.8, "validation", 0.1, "test", 0.2),
                Map.of("train", 1.5, "validation", -0.5, "test", 0),
                Map.of("train", 0.33333, "validation", 0.33333, "test", 0.33334),
                Map.of("train", 1))) {
            Problems.expect(api.post(dataset + "/splits", bad), 422, "E1002");
        }
        Problems.expectRefusal(api.patch(dataset, Map.of("splits", MOST_FOR_TRAINING)));
    }
}
