package io.storyportal.data.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.Ids;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

class ResourceRoutesTest extends Scene {

    @Test
    void createsAGoalWithItsDefaults() {
        Api api = newTenant();
        JsonNode goal = api.create("/api/goals", Map.of("description", "Profile orders.csv"));
        assertThat(goal.path("status").asString()).isEqualTo("draft");
        assertThat(goal.path("priority").asInt()).isEqualTo(5);
        assertThat(goal.path("version").asLong()).isEqualTo(1);
        assertThat(api.read("/api/goals/" + goal.path("id").asString())).isEqualTo(goal);
    }

    @Test
    void answersTheVersionAsAnEtagAndHonoursIfMatch() {
        Api api = newTenant();
        String goal = "/api/goals/"
                + api.create("/api/goals", Map.of("description", "x"))
                        .path("id")
                        .asString();
        api.get(goal).expectHeader().valueEquals("ETag", "\"1\"");
        api.patch(goal, Map.of("priority", 9))
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"");
        Problems.expect(
                api.client()
                        .patch()
                        .uri(goal)
                        .header("If-Match", "\"1\"")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Map.of("priority", 1))
                        .exchange(),
                412,
                "E1018");
        assertThat(api.read(goal).path("priority").asInt()).isEqualTo(9);
    }

    @Test
    void changesOnlyWhatIsSent() {
        Api api = newTenant();
        JsonNode goal = api.create("/api/goals", Map.of("description", "x", "success_criteria", List.of("a", "b")));
        String path = "/api/goals/" + goal.path("id").asString();
        api.patch(path, "{\"status\": \"running\", \"success_criteria\": null}")
                .expectStatus()
                .isOk();
        JsonNode after = api.read(path);
        assertThat(after.path("status").asString()).isEqualTo("running");
        assertThat(after.path("success_criteria")).isEqualTo(goal.path("success_criteria"));
        assertThat(after.path("created_at")).isEqualTo(goal.path("created_at"));
    }

    @Test
    void tellsEachChangeAsAnEventNamedByTheStatus() {
        Api api = newTenant();
        String goal =
                api.create("/api/goals", Map.of("description", "x")).path("id").asString();
        String plan = api.create("/api/plans", Map.of("goal_id", goal, "steps", Map.of("tasks", List.of())))
                .path("id")
                .asString();
        String task = api.create("/api/tasks", Map.of("plan_id", plan, "name", "profile"))
                .path("id")
                .asString();
        api.patch("/api/tasks/" + task, Map.of("status", "running", "attempt", 1))
                .expectStatus()
                .isOk();
        api.patch("/api/tasks/" + task, Map.of("output_data", Map.of("rows", 3)))
                .expectStatus()
                .isOk();
        JsonNode events = api.read("/api/events").path("items");
        assertThat(events.valueStream().map(event -> event.path("event_type").asString()))
                .containsExactly("goal.created", "plan.created", "task.created", "task.started", "task.updated");
        JsonNode started = events.get(3);
        assertThat(started.path("payload").path("plan_id").asString()).isEqualTo(plan);
        assertThat(started.path("payload").path("attempt").asInt()).isEqualTo(1);
        assertThat(started.path("payload").has("started_at")).isTrue();
        assertThat(started.path("version").asLong()).isEqualTo(2);
        assertThat(events.get(1).path("payload").path("goal_id").asString()).isEqualTo(goal);
    }

    @Test
    void answersTheSameCreationAgainByItsId() {
        Api api = newTenant();
        Map<String, String> goal = Map.of("id", Ids.uuid7().toString(), "description", "once");
        JsonNode first = api.create("/api/goals", goal);
        assertThat(api.create("/api/goals", goal)).isEqualTo(first);
        Problems.expect(api.post("/api/goals", Map.of("id", goal.get("id"), "description", "another")), 409, "E1103");
        assertThat(api.read("/api/events").path("items")).hasSize(1);
    }

    @Test
    void refusesWhatRefersToNothing() {
        Api api = newTenant();
        Problems.expect(api.post("/api/plans", Map.of("goal_id", Ids.uuid7(), "steps", Map.of())), 422, "E1104");
    }

    @Test
    void refusesANameTakenTwice() {
        Api api = newTenant().as("l03");
        Map<String, Object> tool = Map.of("name", "web.fetch", "schema_def", Map.of("type", "object"));
        api.create("/api/tools", tool);
        Problems.expect(api.post("/api/tools", tool), 409, "E1103");
    }

    @Test
    void forgetsADeletedAgentButNotItsHistory() {
        Api api = newTenant().as("l02");
        String id =
                api.create("/api/agents", Map.of("name", "worker")).path("id").asString();
        api.client().delete().uri("/api/agents/" + id).exchange().expectStatus().isNoContent();
        Problems.expect(api.get("/api/agents/" + id), 404, "E1003");
        Problems.expect(api.patch("/api/agents/" + id, Map.of("name", "again")), 404, "E1003");
        assertThat(api.read("/api/events?aggregate_id=" + id).path("items")).hasSize(2);
    }

    @Test
    void refusesAChangeWithoutAField() {
        Api api = newTenant();
        String goal =
                api.create("/api/goals", Map.of("description", "x")).path("id").asString();
        Problems.expect(api.patch("/api/goals/" + goal, Map.of()), 422, "E1105");
    }

    @Test
    void refusesTextThatCannotBeStoredNamingItsPath() {
        Api api = newTenant();
        JsonNode problem =
                Api.json(api.post("/api/goals", "{\"description\": \"x\", \"metadata\": {\"a\": [\"b\\u0000\"]}}"));
        assertThat(problem.path("code").asString()).isEqualTo("E1106");
        assertThat(problem.path("path").asString()).isEqualTo("/metadata/a/0");
    }

    @Test
    void refusesFiltersThatNothingCanMatch() {
        Api api = newTenant();
        Problems.expect(
                api.client()
                        .get()
                        .uri(URI.create("http://127.0.0.1:" + port() + "/api/tools?name=%00"))
                        .exchange(),
                422,
                "E1002");
        Problems.expectRefusal(api.get("/api/events?from=999999999-01-01T00:00:00Z"));
        Problems.expect(api.get("/api/events?aggregate_id=nonsense"), 400);
    }

    @Test
    void letsAGuestReadAndNotWrite() {
        Api api = newTenant();
        Api guest = api.as("l05", Role.GUEST);
        guest.get("/api/goals").expectStatus().isOk();
        Problems.expect(guest.post("/api/goals", Map.of("description", "x")), 403, "E1012");
    }

    @Test
    void letsOnlyTheOwningLayerWrite() {
        Problems.expect(newTenant().as("l04").post("/api/goals", Map.of("description", "x")), 403, "E1101");
    }

    @Test
    void keepsMoneyExact() {
        Api api = newTenant().as("l04");
        Map<String, Object> call = Map.of(
                "model_provider", "anthropic", "model_name", "m", "input_tokens", 10, "cost_estimate", "0.000123");
        api.create("/api/model-usage", call);
        api.create("/api/model-usage", call);
        JsonNode stats = api.read("/api/model-usage/stats?group_by=provider,day");
        assertThat(stats.path("total").path("cost_estimate").decimalValue()).isEqualByComparingTo("0.000246");
        assertThat(stats.path("groups").get(0).path("calls").asLong()).isEqualTo(2);
        assertThat(stats.path("groups").get(0).path("model_provider").asString())
                .isEqualTo("anthropic");
    }

    @Test
    void addsUsageUpFromATimeUntilAnother() {
        Api api = newTenant().as("l04");
        Map<String, Object> call = Map.of("model_provider", "ollama", "model_name", "m");
        String first = api.create("/api/model-usage", call).path("created_at").asString();
        String second = api.create("/api/model-usage", call).path("created_at").asString();
        assertThat(calls(api, "?from=" + first)).isEqualTo(2);
        assertThat(calls(api, "?from=" + second)).isEqualTo(1);
        assertThat(calls(api, "?to=" + second)).isEqualTo(1);
        assertThat(calls(api, "?from=" + first + "&to=" + first + "&group_by=day"))
                .isZero();
    }

    private static long calls(Api api, String query) {
        return api.read("/api/model-usage/stats" + query)
                .path("total")
                .path("calls")
                .asLong();
    }

    @Test
    void keepsSettingsByNamespaceAndKey() {
        Api api = newTenant();
        api.client()
                .put()
                .uri("/api/config/l05/limits")
                .bodyValue(Map.of("value", Map.of("parallel", 4)))
                .exchange()
                .expectStatus()
                .isOk();
        JsonNode second = Api.json(api.client()
                .put()
                .uri("/api/config/l05/limits")
                .bodyValue(Map.of("value", 8))
                .exchange());
        assertThat(second.path("version").asLong()).isEqualTo(2);
        assertThat(api.read("/api/config/l05").path("items")).hasSize(1);
        assertThat(api.read("/api/events?event_type=config.updated").path("items"))
                .hasSize(2);
        api.client()
                .delete()
                .uri("/api/config/l05/limits")
                .exchange()
                .expectStatus()
                .isNoContent();
        Problems.expect(api.get("/api/config/l05/limits"), 404, "E1003");
        JsonNode again = Api.json(api.client()
                .put()
                .uri("/api/config/l05/limits")
                .bodyValue(Map.of("value", 1))
                .exchange());
        assertThat(again.path("version").asLong()).isEqualTo(4);
    }

    @Test
    void listsInPagesByFilterNewestFirst() {
        Api api = newTenant();
        for (int i = 0; i < 5; i++) {
            api.create("/api/goals", Map.of("description", "goal " + i, "status", i % 2 == 0 ? "queued" : "running"));
        }
        JsonNode first = api.read("/api/goals?limit=2&status=queued,running");
        assertThat(descriptions(first)).containsExactly("goal 4", "goal 3");
        JsonNode second = api.read("/api/goals?limit=3&status=queued,running&cursor="
                + first.path("next_cursor").asString());
        assertThat(descriptions(second)).containsExactly("goal 2", "goal 1", "goal 0");
        assertThat(second.has("next_cursor")).isFalse();
        assertThat(descriptions(api.read("/api/goals?status=queued&order=asc")))
                .containsExactly("goal 0", "goal 2", "goal 4");
        Problems.expect(api.get("/api/goals?cursor=nonsense"), 422, "E1002");
    }

    @Test
    void endsAPageEarlyWhenItsRowsAreHeavy() {
        Api api = newTenant();
        int many = 12;
        for (int i = 0; i < many; i++) {
            api.create("/api/documents", Map.of("title", "Report " + i, "content", "x".repeat(700_000)));
        }
        List<String> titles = new ArrayList<>();
        JsonNode page = api.read("/api/documents?limit=500&order=asc");
        assertThat(page.path("items")).hasSize(6);
        while (true) {
            page.path("items")
                    .forEach(document -> titles.add(document.path("title").asString()));
            if (!page.has("next_cursor")) {
                break;
            }
            page = api.read("/api/documents?limit=500&order=asc&cursor="
                    + page.path("next_cursor").asString());
        }
        assertThat(titles)
                .containsExactlyElementsOf(
                        IntStream.range(0, many).mapToObj(i -> "Report " + i).toList());
    }

    @Test
    void findsDocumentsByTag() {
        Api api = newTenant();
        api.create("/api/documents", Map.of("title", "Report", "content", "# Hi", "tags", List.of("report", "csv")));
        api.create("/api/documents", Map.of("title", "Note"));
        assertThat(api.read("/api/documents?tag=csv").path("items")).hasSize(1);
    }

    private static List<String> descriptions(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(goal -> goal.path("description").asString())
                .toList();
    }
}
