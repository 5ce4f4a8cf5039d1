package io.storyportal.data.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PastTest extends Scene {

    private static String goal(Api api) {
        return api.create("/api/goals", Map.of("description", "first"))
                .path("id")
                .asString();
    }

    private static String past(String id, Object position) {
        return "/api/history/goals/" + id + "?position=" + position;
    }

    private static JsonNode change(Api api, String goal, Map<String, ?> change) {
        return Api.json(api.patch("/api/goals/" + goal, change).expectStatus().isOk());
    }

    @Test
    void answersWhatAReadAnsweredAtEachPositionAndAtEachTime() {
        Api api = newTenant();
        String goal = goal(api);
        List<JsonNode> lived = new ArrayList<>(List.of(api.read("/api/goals/" + goal)));
        lived.add(change(api, goal, Map.of("status", "running")));
        lived.add(change(api, goal, Map.of("error", Map.of("code", "E5"), "priority", 1)));
        goal(api);
        lived.add(change(api, goal, Map.of("status", "completed", "metadata", Map.of("a", 2.5))));
        List<Integer> positions = List.of(1, 2, 3, 5);
        for (int i = 0; i < lived.size(); i++) {
            JsonNode then = lived.get(i);
            assertThat(api.read(past(goal, positions.get(i)))).isEqualTo(then);
            assertThat(api.read("/api/history/goals/" + goal + "?at="
                            + then.path("updated_at").asString()))
                    .isEqualTo(then);
        }
        assertThat(api.read(past(goal, 4))).isEqualTo(lived.get(2));
        api.get(past(goal, 2)).expectHeader().valueEquals("ETag", "\"2\"");
    }

    @Test
    void findsNothingBeforeItBeganNorWhileItWasRemoved() {
        Api api = newTenant();
        String path = "/api/config/a/b";
        JsonNode first = put(api, path, 1);
        api.client().delete().uri(path).exchange().expectStatus().isNoContent();
        JsonNode second = put(api, path, Map.of("x", 2));
        String past = "/api/history/config/" + first.path("id").asString();
        Instant before = Instant.parse(first.path("created_at").asString()).minusNanos(1000);
        Problems.expect(api.get(past + "?at=" + before), 404, "E1003");
        Problems.expect(api.get(past + "?position=0"), 404, "E1003");
        assertThat(api.read(past + "?position=1")).isEqualTo(first);
        Problems.expect(api.get(past + "?position=2"), 404, "E1003");
        assertThat(api.read(past + "?position=3")).isEqualTo(second);
        assertThat(api.read(past + "?at=2999-01-01T00:00:00Z")).isEqualTo(second);
    }

    private static JsonNode put(Api api, String path, Object value) {
        return Api.json(api.client()
                .put()
                .uri(path)
                .bodyValue(Map.of("value", value))
                .exchange()
                .expectStatus()
                .isOk());
    }

    @Test
    void refusesAMomentThatIsNoneOrBeyondTheLog() {
        Api api = newTenant();
        String goal = goal(api);
        for (String moment : List.of("?position=2", "", "?position=1&at=2026-01-01T00:00:00Z", "?position=-1")) {
            Problems.expect(api.get("/api/history/goals/" + goal + moment), 422, "E1002");
        }
        for (String moment : List.of("?position=x", "?at=yesterday", "?position=99999999999999999999")) {
            assertThat(api.get("/api/history/goals/" + goal + moment)
                            .expectBody()
                            .returnResult()
                            .getStatus()
                            .is4xxClientError())
                    .as(moment)
                    .isTrue();
        }
        Problems.expect(api.get("/api/history/nonsense/" + goal + "?position=1"), 404, "E1003");
        Problems.expect(api.get("/api/history/plans/" + goal + "?position=1"), 404, "E1003");
        Problems.expect(api.get(past(Ids.uuid7().toString(), 1)), 404, "E1003");
    }

    @Test
    void showsOthersNothingAndAdministratorsAloneWhatOnlyTheySee() {
        Api api = newTenant();
        JsonNode key = api.as("l09")
                .create("/api/api-keys", Map.of("name", "k", "principal", "bob", "roles", List.of("GUEST")));
        String id = key.path("id").asString();
        String past = "/api/history/api-keys/" + id + "?position=1";
        JsonNode then = api.read(past);
        assertThat(then).isEqualTo(api.read("/api/api-keys/" + id));
        assertThat(then.toString()).doesNotContain("hash");
        Api developer = api.as("l09", Role.DEVELOPER);
        for (String guarded : List.of("api-keys", "config", "tenants")) {
            Problems.expect(developer.get("/api/history/" + guarded + "/" + id + "?position=1"), 403, "E1012");
        }
        String goal = goal(api);
        developer.get(past(goal, 2)).expectStatus().isOk();
        Api stranger = newTenant();
        goal(stranger);
        goal(stranger);
        Problems.expect(stranger.get(past(goal, 2)), 404, "E1003");
    }

    @Test
    void readsMoreEventsThanItHoldsAtOnce() {
        Api api = newTenant();
        String goal = goal(api);
        for (int i = 0; i < 8; i++) {
            change(api, goal, Map.of("metadata", Map.of("text", "x".repeat(900_000), "n", i)));
        }
        assertThat(api.read(past(goal, 9))).isEqualTo(api.read("/api/goals/" + goal));
        assertThat(api.read(past(goal, 8)).path("metadata").path("n").asInt()).isEqualTo(6);
        for (int i = 0; i < 210; i++) {
            change(api, goal, Map.of("priority", 1 + i % 10));
        }
        assertThat(api.read(past(goal, 219))).isEqualTo(api.read("/api/goals/" + goal));
        assertThat(api.read(past(goal, 110)).path("version").asLong()).isEqualTo(110);
    }
}
