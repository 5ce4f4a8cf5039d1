package io.storyportal.data.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.ids.Ids;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AppendTest extends Scene {

    private static final int WRITERS = 24;

    private static Map<String, Object> event(UUID aggregate, Map<String, Object> payload) {
        return Map.of("event_type", "custom.noted", "aggregate_id", aggregate, "payload", payload);
    }

    @Test
    void countsVersionsAndPositionsWithoutGapsUnderConcurrency() throws Exception {
        Api api = newTenant();
        List<UUID> aggregates = List.of(Ids.uuid7(), Ids.uuid7(), Ids.uuid7());
        List<Callable<JsonNode>> writes = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            UUID aggregate = aggregates.get(i % aggregates.size());
            int number = i;
            writes.add(() -> Api.json(api.post("/api/events", event(aggregate, Map.of("i", number)))
                    .expectStatus()
                    .isCreated()));
        }
        List<JsonNode> recorded = atOnce(writes);
        assertThat(recorded.stream().map(event -> event.path("position").asLong()))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 150).boxed().toList());
        for (UUID aggregate : aggregates) {
            List<Long> versions = recorded.stream()
                    .filter(event -> event.path("aggregate_id").asString().equals(aggregate.toString()))
                    .map(event -> event.path("version").asLong())
                    .sorted()
                    .toList();
            assertThat(versions).isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
        }
        assertThat(positions(api))
                .isEqualTo(LongStream.rangeClosed(1, 150).boxed().toList());
    }

    @Test
    void letsExactlyOneWriterPastAnExpectedVersion() throws Exception {
        Api api = newTenant();
        UUID aggregate = Ids.uuid7();
        List<Callable<Integer>> writes = Collections.nCopies(WRITERS, () -> {
            Map<String, Object> event = new HashMap<>(event(aggregate, Map.of()));
            event.put("expected_version", 0);
            return api.post("/api/events", event)
                    .expectBody()
                    .returnResult()
                    .getStatus()
                    .value();
        });
        List<Integer> answers = atOnce(writes);
        assertThat(Collections.frequency(answers, 201)).isEqualTo(1);
        assertThat(Collections.frequency(answers, 409)).isEqualTo(WRITERS - 1);
        Map<String, Object> late = new HashMap<>(event(aggregate, Map.of()));
        late.put("expected_version", 7);
        JsonNode problem = Problems.expect(api.post("/api/events", late), 409, "E1009");
        assertThat(problem.path("version").asLong()).isEqualTo(1);
    }

    @Test
    void neverLetsABadCommandFailItsNeighbours() throws Exception {
        Api tools = newTenant().as("l03");
        List<Callable<Integer>> writes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            // Every third one takes a name that only the first of them can have: a violation found by the database.
            String name = i % 3 == 0 ? "taken" : "tool-" + i;
            writes.add(() -> tools.post("/api/tools", Map.of("name", name, "schema_def", Map.of()))
                    .expectBody()
                    .returnResult()
                    .getStatus()
                    .value());
        }
        List<Integer> answers = atOnce(writes);
        assertThat(Collections.frequency(answers, 201)).isEqualTo(41);
        assertThat(Collections.frequency(answers, 409)).isEqualTo(19);
        assertThat(positions(tools))
                .isEqualTo(LongStream.rangeClosed(1, 41).boxed().toList());
    }

    @Test
    void recordsABatchWholeOrNotAtAll() {
        Api api = newTenant();
        UUID aggregate = Ids.uuid7();
        Map<String, Object> wrong = new HashMap<>(event(aggregate, Map.of()));
        wrong.put("expected_version", 5);
        Problems.expect(
                api.post("/api/events/batch", Map.of("events", List.of(event(aggregate, Map.of()), wrong))),
                409,
                "E1009");
        assertThat(positions(api)).isEmpty();
        JsonNode batch = Api.json(api.post(
                "/api/events/batch",
                Map.of(
                        "events",
                        IntStream.range(0, 500)
                                .mapToObj(i -> event(aggregate, Map.of("i", i)))
                                .toList())));
        assertThat(batch.path("items")).hasSize(500);
        assertThat(positions(api)).hasSize(500);
    }

    @Test
    void takesABatchOfMegabytesThoughOtherBodiesEndAtOne() {
        Api api = newTenant();
        String text = "x".repeat(400_000);
        List<Map<String, Object>> events = IntStream.range(0, 10)
                .mapToObj(i -> event(Ids.uuid7(), Map.of("text", text)))
                .toList();
        api.post("/api/events/batch", Map.of("events", events)).expectStatus().isCreated();
        Problems.expect(
                api.post("/api/events", event(Ids.uuid7(), Map.of("text", "x".repeat(1_100_000)))), 413, "E1008");
    }

    @Test
    void answersARetryWithTheFirstAnswer() {
        Api api = newTenant();
        Map<String, Object> event = event(Ids.uuid7(), Map.of("a", 1));
        JsonNode first = Api.json(api.post("/api/events", event, "key-1"));
        assertThat(Api.json(api.post("/api/events", event, "key-1"))).isEqualTo(first);
        Problems.expect(api.post("/api/events", event(Ids.uuid7(), Map.of("a", 2)), "key-1"), 422, "E1016");
        assertThat(positions(api)).containsExactly(1L);
    }

    @Test
    void answersARetriedCreationThoughTheResourceChangedSince() {
        Api api = newTenant();
        JsonNode first = Api.json(api.post("/api/goals", Map.of("description", "x"), "key-2"));
        api.patch("/api/goals/" + first.path("id").asString(), Map.of("priority", 1))
                .expectStatus()
                .isOk();
        assertThat(Api.json(api.post("/api/goals", Map.of("description", "x"), "key-2")))
                .isEqualTo(first);
    }

    @Test
    void recordsOnceHoweverManyRetriesRace() throws Exception {
        Api api = newTenant();
        Map<String, Object> event = event(Ids.uuid7(), Map.of("a", 1));
        List<Callable<Integer>> retries = Collections.nCopies(WRITERS, () -> api.post("/api/events", event, "race")
                .expectBody()
                .returnResult()
                .getStatus()
                .value());
        Set<Integer> answers = new HashSet<>(atOnce(retries));
        assertThat(answers).contains(201).isSubsetOf(201, 409);
        assertThat(positions(api)).containsExactly(1L);
    }

    @Test
    void keepsTheSameKeyOnTwoRoutesApart() {
        Api ann = newTenant();
        Map<String, Object> event = event(Ids.uuid7(), Map.of());
        ann.post("/api/events", event, "same").expectStatus().isCreated();
        Problems.expect(ann.post("/api/goals", Map.of(), "same"), 422, "E1002");
        ann.post("/api/goals", Map.of("description", "x"), "same")
                .expectStatus()
                .isCreated();
        assertThat(positions(ann)).hasSize(2);
    }

    private static List<Long> positions(Api api) {
        List<Long> positions = new ArrayList<>();
        String cursor = "";
        while (true) {
            JsonNode page = api.read("/api/events?limit=500" + cursor);
            page.path("items")
                    .forEach(event -> positions.add(event.path("position").asLong()));
            if (!page.has("next_cursor")) {
                return positions;
            }
            cursor = "&cursor=" + page.path("next_cursor").asString();
        }
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : writers.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
