package io.storyportal.data.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.data.resources.Digests;
import io.storyportal.kit.testing.Problems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SplitTest extends Scene {

    private static final Map<String, Object> MOST_FOR_TRAINING =
            Map.of("train", 0.8, "validation", 0.1, "test", 0.1, "seed", 7);

    private static String dataset(Api api) {
        return "/api/datasets/"
                + api.create("/api/datasets", Map.of("name", "orders"))
                        .path("id")
                        .asString();
    }

    /** Examples of inputs {@code from} until {@code to}, every other one in one of ten groups. */
    private static void fill(Api api, String dataset, int from, int to) {
        List<Object> examples = new ArrayList<>();
        for (int i = from; i < to; i++) {
            examples.add(
                    i % 2 == 0
                            ? Map.of("input", i, "output", i)
                            : Map.of("input", i, "output", i, "group_key", "g" + i % 20));
        }
        api.create(dataset + "/examples", Map.of("examples", examples));
    }

    private static List<JsonNode> examples(Api api, String dataset, String query) {
        return api.read(dataset + "/examples?limit=500" + query)
                .path("items")
                .valueStream()
                .toList();
    }

    private static Map<String, String> splits(Api api, String dataset) {
        Map<String, String> splits = new HashMap<>();
        examples(api, dataset, "")
                .forEach(each -> splits.put(
                        each.path("input").asString(), each.path("split").asString()));
        return splits;
    }

    @Test
    void neverMovesAnEarlierExample() {
        Api api = newTenant().as("l09");
        String dataset = dataset(api);
        api.create(dataset + "/splits", MOST_FOR_TRAINING);
        fill(api, dataset, 0, 100);
        Map<String, String> before = splits(api, dataset);
        fill(api, dataset, 100, 300);
        assertThat(before).hasSize(100);
        assertThat(splits(api, dataset)).hasSize(300).containsAllEntriesOf(before);
    }

    @Test
    void keepsAGroupTogether() {
        Api api = newTenant().as("l09");
        String dataset = dataset(api);
        fill(api, dataset, 0, 300);
        api.create(dataset + "/splits", Map.of("train", 0.4, "validation", 0.3, "test", 0.3));
        Map<String, Set<String>> splitsOfGroup = new HashMap<>();
        examples(api, dataset, "").stream()
                .filter(each -> each.has("group_key"))
                .forEach(each -> splitsOfGroup
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
        Api api = newTenant().as("l09");
        String one = dataset(api);
        fill(api, one, 0, 100);
        api.create(one + "/splits", MOST_FOR_TRAINING);
        Map<String, String> expected = splits(api, one);
        String again = dataset(api);
        fill(api, again, 50, 150);
        api.create(again + "/splits", MOST_FOR_TRAINING);
        Map<String, String> found = splits(api, again);
        found.keySet().retainAll(expected.keySet());
        assertThat(found).hasSize(50);
        assertThat(expected).containsAllEntriesOf(found);
    }

    @Test
    void filtersBySplitAndCountsEach() {
        Api api = newTenant().as("l09");
        String dataset = dataset(api);
        fill(api, dataset, 0, 400);
        JsonNode made = api.create(dataset + "/splits", MOST_FOR_TRAINING);
        assertThat(made).isEqualTo(api.read(dataset + "/splits"));
        long sum = 0;
        for (String split : List.of("train", "validation", "test")) {
            List<JsonNode> found = examples(api, dataset, "&split=" + split);
            assertThat(found).hasSize(made.path(split).asInt());
            assertThat(found).allMatch(each -> each.path("split").asString().equals(split));
            sum += found.size();
        }
        assertThat(sum).isEqualTo(400);
        assertThat(made.path("train").asInt()).isBetween(240, 380);
    }

    @Test
    void decidesByTheHashThatIsDocumented() {
        Api api = newTenant().as("l09");
        String dataset = dataset(api);
        fill(api, dataset, 0, 60);
        api.create(dataset + "/splits", MOST_FOR_TRAINING);
        Splits splits = new Splits(new BigDecimal("0.8"), new BigDecimal("0.1"), new BigDecimal("0.1"), 7L);
        for (JsonNode each : examples(api, dataset, "")) {
            String key = each.has("group_key")
                    ? "group:" + each.path("group_key").asString()
                    : "hash:" + each.path("content_hash").asString();
            long point = Long.parseLong(Digests.of("7:" + key).substring(0, 12), 16);
            assertThat(each.path("split").asString())
                    .isEqualTo(splits.of(point).name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void splitsAnewByAnotherSeed() {
        Api api = newTenant().as("l09");
        String dataset = dataset(api);
        fill(api, dataset, 0, 200);
        api.create(dataset + "/splits", MOST_FOR_TRAINING);
        Map<String, String> before = splits(api, dataset);
        api.create(dataset + "/splits", Map.of("train", 0.8, "validation", 0.1, "test", 0.1, "seed", 8));
        assertThat(splits(api, dataset)).isNotEqualTo(before);
        assertThat(api.read(dataset).path("splits").path("seed").asLong()).isEqualTo(8);
    }

    @Test
    void putsEverythingWhereTheWholeGoes() {
        Api api = newTenant().as("l09");
        String dataset = dataset(api);
        fill(api, dataset, 0, 50);
        api.create(dataset + "/splits", Map.of("train", 0, "validation", 0, "test", 1));
        assertThat(examples(api, dataset, "&split=test")).hasSize(50);
        assertThat(api.read(dataset + "/splits").path("train").asLong()).isZero();
    }

    @Test
    void refusesRatiosThatAreNoWholeAndQuestionsBeforeThereAreSplits() {
        Api api = newTenant().as("l09");
        String dataset = dataset(api);
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
