package io.storyportal.data.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.ids.Ids;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CommandBatchTest extends Scene {

    private static Map<String, Object> create(String resource, UUID id, Map<String, Object> body) {
        return Map.of("resource", resource, "op", "create", "id", id, "body", body);
    }

    @Test
    void createsGoalPlanAndTasksTogether() {
        Api api = newTenant();
        UUID goal = Ids.uuid7();
        UUID plan = Ids.uuid7();
        JsonNode result = Api.json(api.post(
                "/api/commands/batch",
                Map.of(
                        "commands",
                        List.of(
                                create("goals", goal, Map.of("description", "x")),
                                create("plans", plan, Map.of("goal_id", goal, "steps", Map.of())),
                                create("tasks", Ids.uuid7(), Map.of("plan_id", plan, "name", "a")),
                                create("tasks", Ids.uuid7(), Map.of("plan_id", plan, "name", "b")),
                                Map.of(
                                        "resource",
                                        "goals",
                                        "op",
                                        "patch",
                                        "id",
                                        goal,
                                        "body",
                                        Map.of("status", "queued"))))));
        JsonNode items = result.path("items");
        assertThat(items).hasSize(5);
        assertThat(items.get(0).path("state").path("status").asString()).isEqualTo("draft");
        assertThat(items.get(4).path("state").path("status").asString()).isEqualTo("queued");
        assertThat(items.get(4).path("version").asLong()).isEqualTo(2);
        assertThat(api.read("/api/tasks?plan_id=" + plan).path("items")).hasSize(2);
        assertThat(api.read("/api/goals/" + goal).path("status").asString()).isEqualTo("queued");
    }

    @Test
    void leavesNothingWhenOneIsRefused() {
        Api api = newTenant();
        UUID goal = Ids.uuid7();
        Problems.expect(
                api.post(
                        "/api/commands/batch",
                        Map.of(
                                "commands",
                                List.of(
                                        create("goals", goal, Map.of("description", "x")),
                                        create(
                                                "plans",
                                                Ids.uuid7(),
                                                Map.of("goal_id", Ids.uuid7(), "steps", Map.of()))))),
                422,
                "E1104");
        Problems.expect(api.get("/api/goals/" + goal), 404, "E1003");
        assertThat(api.read("/api/events").path("items")).isEmpty();
    }

    @Test
    void checksEachBodyAsItsOwnRouteWould() {
        Api api = newTenant();
        JsonNode problem = Problems.expect(
                api.post(
                        "/api/commands/batch",
                        Map.of(
                                "commands",
                                List.of(create("goals", Ids.uuid7(), Map.of("description", "x", "priority", 11))))),
                422,
                "E1002");
        assertThat(problem.path("detail").asString()).contains("commands[0]").contains("priority");
        Problems.expect(
                api.post(
                        "/api/commands/batch",
                        Map.of("commands", List.of(create("goals", Ids.uuid7(), Map.of("nonsense", 1))))),
                422,
                "E1002");
        Problems.expect(
                api.post("/api/commands/batch", Map.of("commands", List.of(create("api-keys", Ids.uuid7(), Map.of())))),
                422,
                "E1108");
    }
}
