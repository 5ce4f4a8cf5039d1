package io.storyportal.data.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.ids.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PlanVersionsTest extends Scene {

    private static String plan(Api api, Object steps) {
        String goal =
                api.create("/api/goals", Map.of("description", "x")).path("id").asString();
        return "/api/plans/"
                + api.create("/api/plans", Map.of("goal_id", goal, "steps", steps))
                        .path("id")
                        .asString();
    }

    private static JsonNode change(Api api, String plan, Map<String, ?> change) {
        return Api.json(api.patch(plan, change).expectStatus().isOk());
    }

    /** All versions, read in pages of a size. */
    private static List<JsonNode> versions(Api api, String plan, int limit) {
        List<JsonNode> versions = new ArrayList<>();
        JsonNode page = api.read(plan + "/versions?limit=" + limit);
        page.path("items").forEach(versions::add);
        while (page.has("next_cursor")) {
            page = api.read(plan + "/versions?limit=" + limit + "&cursor="
                    + page.path("next_cursor").asString());
            page.path("items").forEach(versions::add);
        }
        return versions;
    }

    @Test
    void tellsThePlanAsItWasAfterEachChange() {
        Api api = newTenant();
        String plan = plan(api, List.of("a"));
        List<JsonNode> lived = new ArrayList<>(List.of(api.read(plan)));
        lived.add(change(api, plan, Map.of("status", "queued")));
        lived.add(change(api, plan, Map.of("steps", List.of("a", "b"))));
        lived.add(change(api, plan, Map.of("metadata", Map.of("k", 1))));
        lived.add(change(api, plan, Map.of("status", "running", "current_step", 1)));
        lived.add(change(api, plan, Map.of("status", "completed")));
        List<JsonNode> versions = versions(api, plan, 100);
        assertThat(versions).hasSameSizeAs(lived);
        for (int i = 0; i < lived.size(); i++) {
            for (String field : List.of("version", "status", "steps", "current_step")) {
                assertThat(versions.get(i).path(field))
                        .as("%s of %d", field, i)
                        .isEqualTo(lived.get(i).path(field));
            }
            assertThat(versions.get(i).path("created_at"))
                    .isEqualTo(lived.get(i).path("updated_at"));
        }
        assertThat(versions.get(4).path("event_type").asString()).isEqualTo("plan.started");
        for (int limit = 1; limit < 6; limit++) {
            assertThat(versions(api, plan, limit)).as("pages of %d", limit).isEqualTo(versions);
        }
    }

    @Test
    void endsAPageEarlyWhenItsStepsAreHeavy() {
        Api api = newTenant();
        String plan = plan(api, List.of("x".repeat(900_000)));
        for (int i = 1; i < 8; i++) {
            change(api, plan, Map.of("current_step", i));
        }
        assertThat(api.read(plan + "/versions").path("items")).hasSize(5);
        List<JsonNode> versions = versions(api, plan, 500);
        assertThat(versions.stream().map(each -> each.path("current_step").asInt()))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(versions)
                .allMatch(each -> each.path("steps").get(0).asString().length() == 900_000);
    }

    @Test
    void isNotFoundForAnotherTenantNorForWhatNeverWas() {
        String plan = plan(newTenant(), List.of());
        Api stranger = newTenant();
        Problems.expect(stranger.get(plan + "/versions"), 404, "E1003");
        Problems.expect(stranger.get("/api/plans/" + Ids.uuid7() + "/versions"), 404, "E1003");
        Problems.expect(stranger.get(plan + "/versions?cursor=x"), 422, "E1002");
    }
}
