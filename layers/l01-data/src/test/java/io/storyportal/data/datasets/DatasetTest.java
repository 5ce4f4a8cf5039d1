package io.storyportal.data.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.ids.Ids;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DatasetTest extends Scene {

    private static String dataset(Api api) {
        return "/api/datasets/"
                + api.create("/api/datasets", Map.of("name", "orders"))
                        .path("id")
                        .asString();
    }

    private static Map<String, Object> example(Object input, Object output) {
        return Map.of("input", input, "output", output);
    }

    private static JsonNode add(Api api, String dataset, List<?> examples) {
        return api.create(dataset + "/examples", Map.of("examples", examples)).path("items");
    }

    private static List<Boolean> duplicates(JsonNode items) {
        return items.valueStream()
                .map(item -> item.path("duplicate").asBoolean())
                .toList();
    }

    private static JsonNode examples(Api api, String dataset) {
        return api.read(dataset + "/examples?order=asc&limit=500").path("items");
    }

    @Test
    void knowsWhatItWasMadeOf() {
        Api api = newTenant().as("l09");
        String parent =
                api.create("/api/datasets", Map.of("name", "raw")).path("id").asString();
        JsonNode made = api.create("/api/datasets", Map.of("name", "clean", "lineage", List.of(parent)));
        assertThat(made.path("lineage").get(0).asString()).isEqualTo(parent);
        assertThat(api.read("/api/datasets?parent=" + parent).path("items")).hasSize(1);
        assertThat(api.read("/api/datasets?name=raw").path("items")).hasSize(1);
        assertThat(api.read("/api/datasets?parent=" + made.path("id").asString())
                        .path("items"))
                .isEmpty();
        Problems.expect(
                api.post("/api/datasets", Map.of("name", "x", "lineage", List.of(parent, Ids.uuid7()))), 422, "E1104");
        String path = "/api/datasets/" + made.path("id").asString();
        Problems.expectRefusal(api.patch(path, Map.of("lineage", List.of())));
        api.patch(path, Map.of("description", "without blanks"))
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"");
    }

    @Test
    void keepsExamplesAsTheyWere() {
        Api api = newTenant().as("l09");
        String dataset = dataset(api);
        JsonNode added = add(
                api,
                dataset,
                List.of(
                        Map.of(
                                "input",
                                Map.of("text", "hé"),
                                "output",
                                List.of(1, 2.5),
                                "group_key",
                                "g",
                                "metadata",
                                Map.of("by", "ann")),
                        Map.of("input", "only a question")));
        assertThat(duplicates(added)).containsExactly(false, false);
        JsonNode stored = examples(api, dataset);
        assertThat(stored).hasSize(2);
        JsonNode first =
                api.read(dataset + "/examples?group_key=g").path("items").get(0);
        assertThat(first.path("id")).isEqualTo(added.get(0).path("id"));
        assertThat(first.path("input").path("text").asString()).isEqualTo("hé");
        assertThat(first.path("output").get(1).asDouble()).isEqualTo(2.5);
        assertThat(first.path("metadata").path("by").asString()).isEqualTo("ann");
        assertThat(first.has("split")).isFalse();
    }

    @Test
    void reportsTheSameExampleAndStoresItOnce() {
        Api api = newTenant().as("l09");
        String dataset = dataset(api);
        JsonNode first = add(api, dataset, List.of(example("a", 1), example("b", 1), example("a", 1)));
        assertThat(duplicates(first)).containsExactly(false, false, true);
        assertThat(first.get(2).path("id")).isEqualTo(first.get(0).path("id"));
        JsonNode second = add(api, dataset, List.of(example("a", 2), example("b", 1)));
        assertThat(duplicates(second)).containsExactly(false, true);
        assertThat(second.get(1).path("id")).isEqualTo(first.get(1).path("id"));
        assertThat(examples(api, dataset)).hasSize(3);
        assertThat(duplicates(add(api, dataset(api), List.of(example("a", 1))))).containsExactly(false);
    }

    @Test
    void takesFieldsInAnotherOrderForTheSame() {
        Api api = newTenant().as("l09");
        String dataset = dataset(api);
        JsonNode items = Api.json(api.post(
                        dataset + "/examples",
                        "{\"examples\": [{\"input\": {\"a\": {\"x\": 1, \"y\": 2}, \"b\": 3}},"
                                + " {\"input\": {\"b\": 3, \"a\": {\"y\": 2, \"x\": 1}}}, {\"input\": {\"b\": 3}}]}"))
                .path("items");
        assertThat(duplicates(items)).containsExactly(false, true, false);
    }

    @Test
    void storesAnExampleOnceThatManySendAtOnce() {
        Api api = newTenant().as("l09");
        String dataset = dataset(api);
        List<Boolean> duplicates = Collections.nCopies(8, List.of(example("a", 1), example("b", 2))).parallelStream()
                .flatMap(batch -> duplicates(add(api, dataset, batch)).stream())
                .toList();
        assertThat(duplicates).hasSize(16);
        assertThat(Collections.frequency(duplicates, false)).isEqualTo(2);
        assertThat(examples(api, dataset)).hasSize(2);
    }

    @Test
    void tellsABatchByOneEventWithoutItsContents() {
        Api api = newTenant().as("l09");
        String dataset = dataset(api);
        add(api, dataset, List.of(example("secret", 1), example("b", 1)));
        JsonNode events = api.read("/api/events?aggregate_type=dataset_batch").path("items");
        assertThat(events).hasSize(1);
        assertThat(events.get(0).path("payload").path("examples")).hasSize(2);
        assertThat(events.toString()).doesNotContain("secret");
        Problems.expect(
                api.post(
                        "/api/events",
                        Map.of(
                                "event_type",
                                "dataset_batch.added",
                                "aggregate_id",
                                Ids.uuid7(),
                                "payload",
                                events.get(0).path("payload"))),
                422,
                "E1102");
    }

    @Test
    void addsOnceWhateverIsRetried() {
        Api api = newTenant().as("l09");
        String dataset = dataset(api);
        Map<String, Object> batch = Map.of("examples", List.of(example("a", 1)));
        JsonNode first = Api.json(api.post(dataset + "/examples", batch, "k"));
        assertThat(Api.json(api.post(dataset + "/examples", batch, "k"))).isEqualTo(first);
        assertThat(duplicates(first.path("items"))).containsExactly(false);
    }

    @Test
    void refusesWhatAreNoExamples() {
        Api api = newTenant().as("l09");
        String dataset = dataset(api);
        Object one = example("a", 1);
        for (List<?> bad :
                List.of(List.of(), Collections.nCopies(501, one), List.of(Map.of("output", 1)), List.of("x"))) {
            Problems.expectRefusal(api.post(dataset + "/examples", Map.of("examples", bad)));
        }
        Problems.expect(api.post(dataset + "/examples", "{\"examples\": [{\"input\": \"a\\u0000\"}]}"), 422, "E1106");
        Problems.expect(
                api.post("/api/datasets/" + Ids.uuid7() + "/examples", Map.of("examples", List.of(one))), 404, "E1003");
        Problems.expect(api.as("l02").post(dataset + "/examples", Map.of("examples", List.of(one))), 403, "E1101");
        assertThat(examples(api, dataset)).isEmpty();
    }

    @Test
    void takesItsExamplesWithIt() {
        Api api = newTenant().as("l09");
        String dataset = dataset(api);
        add(api, dataset, List.of(example("a", 1)));
        api.client().delete().uri(dataset).exchange().expectStatus().isNoContent();
        Problems.expect(api.get(dataset + "/examples"), 404, "E1003");
        Problems.expect(api.post(dataset + "/examples", Map.of("examples", List.of(example("a", 1)))), 404, "E1003");
    }

    @Test
    void showsAnotherTenantNothingAndTakesNothingFromIt() {
        String dataset = dataset(newTenant().as("l09"));
        Api stranger = newTenant().as("l09");
        Stream.of("/examples", "/splits").forEach(part -> Problems.expect(stranger.get(dataset + part), 404, "E1003"));
        Problems.expect(
                stranger.post(dataset + "/examples", Map.of("examples", List.of(example("a", 1)))), 404, "E1003");
        Problems.expect(
                stranger.post(dataset + "/splits", Map.of("train", 1, "validation", 0, "test", 0)), 404, "E1003");
    }

    @Test
    void listsExamplesInPages() {
        Api api = newTenant().as("l09");
        String dataset = dataset(api);
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            many.add(example(i, i));
        }
        add(api, dataset, many);
        JsonNode first = api.read(dataset + "/examples?limit=3");
        JsonNode second = api.read(dataset + "/examples?limit=3&cursor="
                + first.path("next_cursor").asString());
        assertThat(Stream.concat(
                                first.path("items").valueStream(),
                                second.path("items").valueStream())
                        .map(each -> each.path("input").asInt()))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(second.has("next_cursor")).isFalse();
    }
}
