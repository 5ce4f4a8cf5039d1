package io.storyportal.data.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.ids.Ids;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

class EventSchemasTest extends Scene {

    @Autowired
    private Mono<EventSchemas> schemas;

    private static Map<String, Object> event(String type, Map<String, Object> payload) {
        return Map.of("event_type", type, "aggregate_id", Ids.uuid7(), "payload", payload);
    }

    @Test
    void refusesAPayloadThatDoesNotMatchNamingThePath() {
        JsonNode problem = Problems.expect(
                newTenant().post("/api/events", event("custom.noted", Map.of("title", 7))), 422, "E1010");
        assertThat(problem.path("path").asString()).isEqualTo("/title");
        assertThat(problem.path("schema").asString()).isEqualTo("custom.v1.json");
    }

    @Test
    void refusesAVersionThatNobodyPublished() {
        Map<String, Object> event = new HashMap<>(event("custom.noted", Map.of()));
        event.put("schema_version", 9);
        Problems.expect(newTenant().post("/api/events", event), 422, "E1010");
    }

    @Test
    void refusesTypesOfOthersUnknownTypesAndTypesOfResources() {
        Api api = newTenant();
        Problems.expect(api.post("/api/events", event("agent.spawned", Map.of())), 403, "E1101");
        Problems.expect(api.post("/api/events", event("nonsense.made", Map.of())), 422, "E1100");
        Problems.expect(api.post("/api/events", event("goal.started", Map.of())), 422, "E1102");
    }

    /** What L01 records itself is held to the same schemas as what others append. */
    @Test
    void recordsOnlyEventsThatMatchTheirSchemas() {
        Api api = newTenant();
        String goal = liveAGoal(api);
        liveAPlan(api, goal);
        liveTools(api.as("l03"));
        liveTheRest(api);
        EventSchemas known = schemas.block();
        Set<String> seen = new HashSet<>();
        for (JsonNode event : api.read("/api/events?limit=500").path("items")) {
            String type = event.path("event_type").asString();
            known.require(type, 1, event.path("payload"));
            seen.add(type);
        }
        assertThat(seen).hasSizeGreaterThan(25);
    }

    private static String idOf(Api api, String path, Map<String, ?> body) {
        return api.create(path, body).path("id").asString();
    }

    private static void change(Api api, String path, Map<String, ?> body) {
        api.patch(path, body).expectStatus().isOk();
    }

    private static String liveAGoal(Api api) {
        String goal = idOf(api, "/api/goals", Map.of("description", "x", "success_criteria", List.of("a")));
        Stream.of("awaiting_approval", "queued", "running", "paused", "completed", "failed", "cancelled", "draft")
                .forEach(
                        status -> change(api, "/api/goals/" + goal, Map.of("status", status, "error", Map.of("a", 1))));
        return goal;
    }

    private static void liveAPlan(Api api, String goal) {
        String plan = idOf(api, "/api/plans", Map.of("goal_id", goal, "steps", List.of(1, 2), "origin", "template"));
        change(api, "/api/plans/" + plan, Map.of("current_step", 2));
        String task = idOf(api, "/api/tasks", Map.of("plan_id", plan, "name", "a"));
        Stream.of("ready", "running", "waiting", "completed", "skipped", "unknown", "pending")
                .forEach(status -> change(api, "/api/tasks/" + task, Map.of("status", status, "output_data", "text")));
    }

    private static void liveTools(Api tools) {
        idOf(tools, "/api/tools", Map.of("name", "t", "schema_def", Map.of()));
        String run = idOf(tools, "/api/tool-executions", Map.of("tool_name", "t", "call_key", "k"));
        change(tools, "/api/tool-executions/" + run, Map.of("status", "completed", "duration_ms", 12));
    }

    private static void liveTheRest(Api api) {
        idOf(
                api.as("l04"),
                "/api/model-usage",
                Map.of("model_provider", "p", "model_name", "m", "cost_estimate", 0.25));
        String document = idOf(api, "/api/documents", Map.of("title", "d", "tags", List.of("x")));
        api.client()
                .delete()
                .uri("/api/documents/" + document)
                .exchange()
                .expectStatus()
                .isNoContent();
        Api runtime = api.as("l02");
        String agent = idOf(runtime, "/api/agents", Map.of("name", "a"));
        change(runtime, "/api/agents/" + agent, Map.of("status", "executing"));
        String session = idOf(runtime, "/api/sessions", Map.of("agent_id", agent));
        change(runtime, "/api/sessions/" + session, Map.of("status", "ended"));
        api.client()
                .put()
                .uri("/api/config/a/b")
                .bodyValue(Map.of("value", 1))
                .exchange()
                .expectStatus()
                .isOk();
        idOf(api.as("l09"), "/api/evaluations", Map.of("agent_id", agent, "evaluation_type", "a", "score", 0.5));
        String feedback = idOf(api.as("l09"), "/api/feedback", Map.of("feedback_type", "comment", "rating", 5));
        change(api.as("l09"), "/api/feedback/" + feedback, Map.of("processed", true));
        String dataset = "/api/datasets/" + idOf(api.as("l09"), "/api/datasets", Map.of("name", "d"));
        api.as("l09").create(dataset + "/splits", Map.of("train", 1, "validation", 0, "test", 0));
        api.as("l09").create(dataset + "/examples", Map.of("examples", List.of(Map.of("input", 1, "group_key", "g"))));
        idOf(api.as("l09"), "/api/api-keys", Map.of("name", "k", "principal", "p", "roles", List.of("GUEST")));
    }
}
