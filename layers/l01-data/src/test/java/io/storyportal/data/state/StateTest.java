package io.storyportal.data.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.ids.Ids;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class StateTest extends Scene {

    private static String session(Api api) {
        return api.create("/api/sessions", Map.of()).path("id").asString();
    }

    private static ResponseSpec put(Api api, String session, Object state) {
        return api.client()
                .put()
                .uri("/api/state/" + session)
                .bodyValue(Map.of("state", state))
                .exchange();
    }

    private static ResponseSpec putAt(Api api, String session, Object state, String ifMatch) {
        return api.client()
                .put()
                .uri("/api/state/" + session)
                .header("If-Match", ifMatch)
                .bodyValue(Map.of("state", state))
                .exchange();
    }

    private static ResponseSpec delete(Api api, String session) {
        return api.client().delete().uri("/api/state/" + session).exchange();
    }

    private static ResponseSpec end(Api api, String session) {
        return api.patch("/api/sessions/" + session, Map.of("status", "ended"));
    }

    private static int statusOf(ResponseSpec answer) {
        return answer.expectBody().returnResult().getStatus().value();
    }

    @Test
    void replacesTheWholeStateAndCountsItsVersions() {
        Api api = newTenant().as("l02");
        String session = session(api);
        Problems.expect(api.get("/api/state/" + session), 404, "E1003");
        put(api, session, Map.of("step", 1, "plan", "a"))
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"");
        put(api, session, Map.of("step", 2)).expectStatus().isOk();
        JsonNode state = api.read("/api/state/" + session);
        assertThat(state.path("version").asLong()).isEqualTo(2);
        assertThat(state.path("state")).hasSize(1);
        assertThat(state.path("state").path("step").asInt()).isEqualTo(2);
        assertThat(state.path("id").asString()).isEqualTo(session);
    }

    @Test
    void honoursIfMatch() {
        Api api = newTenant().as("l02");
        String session = session(api);
        Problems.expect(putAt(api, session, Map.of(), "\"1\""), 404, "E1003");
        put(api, session, Map.of("a", 1)).expectStatus().isOk();
        putAt(api, session, Map.of("a", 2), "\"1\"").expectStatus().isOk();
        Problems.expect(putAt(api, session, Map.of("a", 3), "\"1\""), 412, "E1018");
        Problems.expect(putAt(api, session, Map.of("a", 3), "one"), 422, "E1002");
        assertThat(api.read("/api/state/" + session).path("state").path("a").asInt())
                .isEqualTo(2);
    }

    @Test
    void refusesStateThatIsNoObjectOrOfNoSession() {
        Api api = newTenant().as("l02");
        String session = session(api);
        Problems.expect(put(api, Ids.uuid7().toString(), Map.of()), 404, "E1003");
        Problems.expect(put(newTenant().as("l02"), session, Map.of()), 404, "E1003");
        for (Object state : List.of("text", 1, List.of(1))) {
            Problems.expectRefusal(put(api, session, state));
        }
        Problems.expectRefusal(api.client()
                .put()
                .uri("/api/state/" + session)
                .bodyValue(Map.of())
                .exchange());
        Problems.expect(put(api.as("l04"), session, Map.of()), 403, "E1101");
        Problems.expect(delete(api, session), 404, "E1003");
    }

    @Test
    void beginsAnewAfterItWasDeletedAtALaterVersion() {
        Api api = newTenant().as("l02");
        String session = session(api);
        put(api, session, Map.of("a", 1)).expectStatus().isOk();
        delete(api, session).expectStatus().isNoContent();
        Problems.expect(api.get("/api/state/" + session), 404, "E1003");
        JsonNode again = Api.json(put(api, session, Map.of("b", 1)));
        assertThat(again.path("version").asLong()).isEqualTo(3);
        assertThat(again.path("state").has("a")).isFalse();
    }

    @Test
    void takesEveryWriteOfManyAtOnce() {
        Api api = newTenant().as("l02");
        String session = session(api);
        List<Integer> answers = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> statusOf(put(api, session, Map.of("writer", i))))
                .toList();
        assertThat(answers).containsOnly(200);
        assertThat(api.read("/api/state/" + session).path("version").asLong()).isEqualTo(12);
    }

    @Test
    void goesInTheTransactionThatEndsItsSession() {
        Api api = newTenant().as("l02");
        String session = session(api);
        put(api, session, Map.of("a", 1)).expectStatus().isOk();
        JsonNode ended = Api.json(end(api, session).expectStatus().isOk());
        assertThat(ended.path("status").asString()).isEqualTo("ended");
        Problems.expect(api.get("/api/state/" + session), 404, "E1003");
        Problems.expect(put(api, session, Map.of("a", 2)), 409, "E1040");
        JsonNode events =
                api.read("/api/events?aggregate_id=" + session + "&after=2").path("items");
        assertThat(events.valueStream().map(event -> event.path("event_type").asString()))
                .containsExactly("session.ended", "state.updated", "state.deleted");
        assertThat(events.valueStream()
                        .map(event -> event.path("created_at").asString())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void mayBeSetAgainWhenItsSessionIsResumed() {
        Api api = newTenant().as("l02");
        String session = session(api);
        end(api, session).expectStatus().isOk();
        api.patch("/api/sessions/" + session, Map.of("status", "active"))
                .expectStatus()
                .isOk();
        put(api, session, Map.of("a", 1)).expectStatus().isOk();
    }

    @Test
    void goesWithASessionThatABatchEnds() {
        Api api = newTenant().as("l02");
        String session = session(api);
        put(api, session, Map.of("a", 1)).expectStatus().isOk();
        Map<String, Object> end =
                Map.of("resource", "sessions", "op", "patch", "id", session, "body", Map.of("status", "ended"));
        Map<String, Object> agent = Map.of("resource", "agents", "op", "create", "body", Map.of("name", "next"));
        JsonNode items = Api.json(api.post("/api/commands/batch", Map.of("commands", List.of(end, agent))))
                .path("items");
        assertThat(items).hasSize(2);
        assertThat(items.get(0).path("state").path("status").asString()).isEqualTo("ended");
        assertThat(items.get(1).path("state").path("name").asString()).isEqualTo("next");
        Problems.expect(api.get("/api/state/" + session), 404, "E1003");
    }

    @Test
    void staysWhenTheEndOfItsSessionIsRefused() {
        Api api = newTenant().as("l02");
        String session = session(api);
        put(api, session, Map.of("a", 1)).expectStatus().isOk();
        Problems.expect(
                api.client()
                        .patch()
                        .uri("/api/sessions/" + session)
                        .header("If-Match", "\"7\"")
                        .bodyValue(Map.of("status", "ended"))
                        .exchange(),
                412,
                "E1018");
        assertThat(api.read("/api/state/" + session).path("version").asLong()).isOne();
    }

    @Test
    void neverOutlivesItsSessionHoweverWritesAndTheEndMeet() {
        Api api = newTenant().as("l02");
        for (int round = 0; round < 20; round++) {
            String session = session(api);
            List<Integer> answers = Stream.of("put", "end", "put", "put")
                    .parallel()
                    .map(what -> statusOf(what.equals("end") ? end(api, session) : put(api, session, Map.of("a", 1))))
                    .toList();
            assertThat(answers).isSubsetOf(200, 409).contains(200);
            Problems.expect(api.get("/api/state/" + session), 404, "E1003");
        }
    }
}
