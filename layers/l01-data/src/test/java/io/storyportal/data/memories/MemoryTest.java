package io.storyportal.data.memories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import io.storyportal.data.Api;
import io.storyportal.data.PlayedL04;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.Ids;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MemoryTest extends Scene {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Old enough that age does not matter. */
    private static final double NEVER = 876_000;

    @AfterEach
    void everybodyIsWell() {
        PlayedL04.everybodyIsWell();
    }

    private static String remember(Api api, String content, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("content", content);
        return api.create("/api/memories", body).path("id").asString();
    }

    private static JsonNode replica(Api api, String id) {
        return api.read("/api/memories/" + id + "/replica");
    }

    private static JsonNode awaitStatus(Api api, String id, String status) {
        return await().atMost(PATIENCE).until(() -> replica(api, id), found -> found.path("status")
                .asString()
                .equals(status));
    }

    private static String remembered(Api api, String content, Map<String, ?> more) {
        String id = remember(api, content, more);
        awaitStatus(api, id, "arrived");
        return id;
    }

    private static JsonNode recall(Api api, String query, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("query", query);
        return Api.json(api.post("/api/memories/recall", body).expectStatus().isOk());
    }

    private static List<String> contents(JsonNode recalled) {
        return recalled.path("items")
                .valueStream()
                .map(item -> item.path("memory").path("content").asString())
                .toList();
    }

    private static String deadLetter(Api api, String resourceId) {
        return await().atMost(PATIENCE)
                .until(
                        () -> api.read("/api/dead-letters")
                                .path("items")
                                .valueStream()
                                .filter(each ->
                                        each.path("resource_id").asString().equals(resourceId))
                                .map(each -> each.path("id").asString())
                                .findFirst()
                                .orElse(""),
                        id -> !id.isEmpty());
    }

    @Test
    void recallsByMeaningWhateverTheWords() {
        Api api = newTenant();
        PlayedL04.of(api.tenant())
                .knows("tea", 1, 0, 0)
                .knows("beverage", 0.9f, 0.1f, 0)
                .knows("invoice", 0, 0, 1);
        remembered(api, "Anna takes her tea without sugar", Map.of());
        remembered(api, "The invoice of May is unpaid", Map.of());
        JsonNode recalled = recall(api, "Which beverage does she like?", Map.of("limit", 1));
        assertThat(recalled.path("ranked_by").asString()).isEqualTo("semantic");
        assertThat(recalled.has("notice")).isFalse();
        assertThat(contents(recalled)).containsExactly("Anna takes her tea without sugar");
        assertThat(recalled.path("items").get(0).path("matched_by").asString()).isEqualTo("semantic");
        assertThat(recalled.path("items").get(0).path("similarity").asDouble())
                .isEqualTo(0.9 / Math.sqrt(0.82), offset(1e-6));
    }

    /** Weights 2, 0 and 1: two thirds of the cosine and a third of the importance. */
    @Test
    void ranksBySimilarityAndImportanceAsTheWeightsSay() {
        Api api = newTenant();
        PlayedL04.of(api.tenant())
                .knows("query", 1, 0)
                .knows("same", 1, 0)
                .knows("close", 0.8f, 0.6f)
                .knows("other", 0, 1);
        remembered(api, "same", Map.of("importance", 0));
        remembered(api, "close", Map.of("importance", 0.6));
        remembered(api, "other", Map.of("importance", 1));
        JsonNode recalled = recall(
                api,
                "query",
                Map.of("weights", Map.of("similarity", 2, "recency", 0, "importance", 1), "half_life_hours", NEVER));
        assertThat(contents(recalled)).containsExactly("close", "same", "other");
        List<Double> scores = recalled.path("items")
                .valueStream()
                .map(item -> item.path("score").asDouble())
                .toList();
        assertThat(scores.get(0)).isEqualTo((2 * 0.8 + 0.6) / 3, offset(1e-6));
        assertThat(scores.get(1)).isEqualTo(2.0 / 3, offset(1e-6));
        assertThat(scores.get(2)).isEqualTo(1.0 / 3, offset(1e-6));
        assertThat(contents(recall(api, "query", Map.of("weights", Map.of("similarity", 0, "recency", 0)))))
                .containsExactly("other", "close", "same");
        assertThat(recalled.path("items").get(0).path("recency").asDouble()).isEqualTo(1, offset(1e-3));
    }

    @Test
    void findsByWordsWhatHasNoVectorsYet() {
        Api api = newTenant();
        PlayedL04.of(api.tenant()).knows("query", 1, 0).isDown();
        remember(api, "Anna takes her tea without sugar", Map.of());
        remember(api, "The sugar price rises", Map.of());
        remember(api, "Nothing of it", Map.of());
        JsonNode recalled = recall(api, "sugar in the tea", Map.of("half_life_hours", NEVER));
        assertThat(recalled.path("ranked_by").asString()).isEqualTo("text");
        assertThat(recalled.path("notice").asString()).contains("E4131");
        assertThat(contents(recalled)).containsExactly("Anna takes her tea without sugar", "The sugar price rises");
        JsonNode second = recalled.path("items").get(1);
        assertThat(second.path("similarity").asDouble()).isEqualTo(0.5);
        assertThat(second.path("score").asDouble()).isEqualTo(0.7 * 0.5 + 0.15 + 0.15 * 0.5, offset(1e-4));
        assertThat(recall(api, "' & | !:* \\", Map.of()).path("items")).isEmpty();
    }

    @Test
    void makesUpForVectorsThatCouldNotBeHadWhenItWasWritten() {
        Api api = newTenant();
        PlayedL04.Stage stage = PlayedL04.of(api.tenant())
                .knows("tea", 1, 0)
                .knows("beverage", 1, 0)
                .isDown();
        String id = remember(api, "Anna takes tea", Map.of());
        JsonNode waiting = await().atMost(PATIENCE).until(() -> replica(api, id), found -> found.has("error"));
        assertThat(waiting.path("status").asString()).isEqualTo("waiting");
        assertThat(waiting.path("error").asString()).contains("E4131");
        assertThat(waiting.path("attempts").asInt())
                .as("an outage is nobody's fault")
                .isZero();
        stage.isWell();
        JsonNode arrived = awaitStatus(api, id, "arrived");
        assertThat(arrived.path("model").asString()).isEqualTo("played-1");
        assertThat(arrived.path("dimension").asInt()).isEqualTo(2);
        assertThat(arrived.has("error")).isFalse();
        assertThat(contents(recall(api, "beverage", Map.of()))).containsExactly("Anna takes tea");
    }

    @Test
    void putsWhatIsRefusedOnTheDeadLettersAndTriesItAgainOnDemand() {
        Api api = newTenant();
        PlayedL04.Stage stage = PlayedL04.of(api.tenant());
        stage.answers(texts -> texts.stream().anyMatch(text -> text.contains("poison"))
                ? PlayedL04.Reply.problem(422, "E4002", "Not for me")
                : stage.vectors(texts));
        String refused = remember(api, "poison", Map.of());
        String fine = remember(api, "bread", Map.of());
        String letter = deadLetter(api, refused);
        awaitStatus(api, fine, "arrived");
        JsonNode told = api.read("/api/dead-letters/" + letter);
        assertThat(told.path("resource").asString()).isEqualTo("memories");
        assertThat(told.path("reason").asString()).isEqualTo("E4002: Not for me");
        JsonNode dead = replica(api, refused);
        assertThat(dead.path("status").asString()).isEqualTo("dead");
        assertThat(dead.path("dead_letter_id").asString()).isEqualTo(letter);
        assertThat(contents(recall(api, "poison", Map.of()))).contains("poison");

        stage.isWell();
        api.post("/api/dead-letters/" + letter + "/replay", Map.of())
                .expectStatus()
                .isAccepted();
        awaitStatus(api, refused, "arrived");
        assertThat(api.read("/api/dead-letters").path("items")).isEmpty();
        Problems.expect(api.get("/api/dead-letters/" + letter), 404, "E1003");
    }

    @Test
    void dropsADeadLetterAndKeepsTheMemory() {
        Api api = newTenant();
        PlayedL04.of(api.tenant()).answers(texts -> PlayedL04.Reply.problem(422, "E4002", "No"));
        String id = remember(api, "poison", Map.of());
        String path = "/api/dead-letters/" + deadLetter(api, id);
        Problems.expect(newTenant().get(path), 404, "E1003");
        Problems.expect(newTenant().post(path + "/replay", Map.of()), 404, "E1003");
        newTenant().client().delete().uri(path).exchange().expectStatus().isNotFound();
        api.as("l09", Role.GUEST)
                .client()
                .delete()
                .uri(path)
                .exchange()
                .expectStatus()
                .isForbidden();
        assertThat(newTenant().read("/api/dead-letters").path("items")).isEmpty();
        assertThat(api.read("/api/dead-letters?resource=documents").path("items"))
                .isEmpty();
        api.client().delete().uri(path).exchange().expectStatus().isNoContent();
        api.client().delete().uri(path).exchange().expectStatus().isNotFound();
        assertThat(replica(api, id).path("status").asString()).isEqualTo("dropped");
        assertThat(api.read("/api/memories/" + id).path("content").asString()).isEqualTo("poison");
    }

    @Test
    void forgetsWhatIsDeletedWithAllThatHangsOnIt() {
        Api api = newTenant();
        String id = remembered(api, "secret", Map.of());
        api.client()
                .delete()
                .uri("/api/memories/" + id)
                .exchange()
                .expectStatus()
                .isNoContent();
        Problems.expect(api.get("/api/memories/" + id), 404, "E1003");
        Problems.expect(api.get("/api/memories/" + id + "/replica"), 404, "E1003");
        assertThat(recall(api, "secret", Map.of()).path("items")).isEmpty();
        assertThat(api.read("/api/events?event_type=memory.*&order=asc")
                        .path("items")
                        .valueStream()
                        .map(event -> event.path("event_type").asString()))
                .containsExactly("memory.created", "memory.deleted");
    }

    @Test
    void narrowsBothListsAndRecalls() {
        Api api = newTenant();
        String agent = api.as("l02")
                .create("/api/agents", Map.of("name", "a"))
                .path("id")
                .asString();
        String session =
                api.as("l02").create("/api/sessions", Map.of()).path("id").asString();
        remembered(api, "tea one", Map.of("agent_id", agent, "kind", "fact", "tags", List.of("x", "y")));
        remembered(api, "tea two", Map.of("session_id", session, "tags", List.of("x"), "importance", 0.9));
        for (Map.Entry<Map<String, ?>, List<String>> each : List.<Map.Entry<Map<String, ?>, List<String>>>of(
                Map.entry(Map.of("agent_id", agent), List.of("tea one")),
                Map.entry(Map.of("session_id", session), List.of("tea two")),
                Map.entry(Map.of("tags", List.of("x", "y")), List.of("tea one")),
                Map.entry(Map.of("tags", List.of("x")), List.of("tea one", "tea two")),
                Map.entry(Map.of("min_importance", 0.6), List.of("tea two")),
                Map.entry(Map.of("to", "2020-01-01T00:00:00Z"), List.of()),
                Map.entry(Map.of("from", "2020-01-01T00:00:00Z"), List.of("tea one", "tea two")))) {
            assertThat(contents(recall(api, "tea", each.getKey())))
                    .as(each.getKey().toString())
                    .containsExactlyInAnyOrderElementsOf(each.getValue());
            assertThat(listed(api, each.getKey()))
                    .as(each.getKey().toString())
                    .containsExactlyInAnyOrderElementsOf(each.getValue());
        }
        assertThat(contents(recall(api, "tea", Map.of("kinds", List.of("fact", "rumour")))))
                .containsExactly("tea one");
        assertThat(listed(api, Map.of("kind", List.of("observation")))).containsExactly("tea two");
    }

    private static List<String> listed(Api api, Map<String, ?> filters) {
        StringBuilder query = new StringBuilder("/api/memories?limit=10");
        filters.forEach((name, value) -> query.append('&')
                .append(name)
                .append('=')
                .append(
                        value instanceof List<?> all
                                ? String.join(
                                        ",", all.stream().map(Object::toString).toList())
                                : value));
        return api.read(query.toString())
                .path("items")
                .valueStream()
                .map(memory -> memory.path("content").asString())
                .toList();
    }

    @Test
    void showsNothingToAnotherTenant() {
        Api owner = newTenant();
        Api stranger = newTenant();
        PlayedL04.of(stranger.tenant()).knows("tea", 1, 0);
        PlayedL04.of(owner.tenant()).knows("tea", 1, 0);
        String id = remembered(owner, "tea", Map.of());
        assertThat(recall(stranger, "tea", Map.of()).path("items")).isEmpty();
        assertThat(stranger.read("/api/memories").path("items")).isEmpty();
        Problems.expect(stranger.get("/api/memories/" + id), 404, "E1003");
        Problems.expect(stranger.get("/api/memories/" + id + "/replica"), 404, "E1003");
    }

    @Test
    void remembersOnceWhatIsSentTwice() {
        Api api = newTenant();
        Map<String, Object> body = Map.of("id", Ids.uuid7(), "content", "once");
        assertThat(api.create("/api/memories", body)).isEqualTo(api.create("/api/memories", body));
        api.post("/api/memories", Map.of("content", "keyed"), "k")
                .expectStatus()
                .isCreated();
        api.post("/api/memories", Map.of("content", "keyed"), "k")
                .expectStatus()
                .isCreated();
        assertThat(api.read("/api/memories").path("items")).hasSize(2);
    }

    @Test
    void refusesWhatCannotBeRememberedOrRecalled() {
        Api api = newTenant();
        for (Map<String, ?> body : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("content", " "),
                Map.of("content", "x".repeat(20_001)),
                Map.of("content", "a\0b"),
                Map.of("content", "x", "importance", 1.1),
                Map.of("content", "x", "importance", 0.12345),
                Map.of("content", "x", "agent_id", Ids.uuid7()),
                Map.of("content", "x", "unknown", 1))) {
            Problems.expectRefusal(api.post("/api/memories", body));
        }
        for (Map<String, ?> body : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("query", ""),
                Map.of("query", "a\0b"),
                Map.of("query", "x".repeat(2001)),
                Map.of("query", "x", "limit", 101),
                Map.of("query", "x", "half_life_hours", 0),
                Map.of("query", "x", "weights", Map.of("similarity", -1)),
                Map.of("query", "x", "weights", Map.of("similarity", 101)),
                Map.of("query", "x", "weights", Map.of("similarity", 0, "recency", 0, "importance", 0)),
                Map.of("query", "x", "kinds", List.of()),
                Map.of("query", "x", "tags", Collections.nCopies(51, "t")),
                Map.of("query", "x", "unknown", 1))) {
            Problems.expectRefusal(api.post("/api/memories/recall", body));
        }
        Problems.expectRefusal(api.get("/api/memories?min_importance=2"));
        Problems.expectRefusal(api.get("/api/dead-letters?resource=goals"));
    }
}
