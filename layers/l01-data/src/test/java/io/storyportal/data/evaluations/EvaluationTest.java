package io.storyportal.data.evaluations;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.ids.Ids;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EvaluationTest extends Scene {

    private final Scores scores = new Scores();

    /** A tenant with one agent that is judged. */
    private final class Scores {
        private Api api;
        private String agent;

        Scores begin() {
            Api tenant = newTenant();
            agent = tenant.as("l02")
                    .create("/api/agents", Map.of("name", "judged"))
                    .path("id")
                    .asString();
            api = tenant.as("l09");
            return this;
        }

        JsonNode give(String type, Object score) {
            return api.create("/api/evaluations", Map.of("agent_id", agent, "evaluation_type", type, "score", score));
        }

        JsonNode stats(String query) {
            return api.read("/api/evaluations/agent/" + agent + "/stats" + query)
                    .path("types");
        }
    }

    @Test
    void keepsAScoreToFourPlacesWithItsDefaults() {
        scores.begin();
        JsonNode made = scores.give("accuracy", "0.1234");
        assertThat(made.path("score").decimalValue()).isEqualByComparingTo("0.1234");
        assertThat(made.path("metrics").isEmpty()).isTrue();
        String path = "/api/evaluations/" + made.path("id").asString();
        assertThat(scores.api.read(path)).isEqualTo(made);
        scores.api.get(path).expectHeader().valueEquals("ETag", "\"1\"");
    }

    @Test
    void refusesScoresThatAreNone() {
        scores.begin();
        for (Object score : List.of(1.0001, -0.0001, "0.12345", "NaN", 2)) {
            Map<String, Object> body = Map.of("agent_id", scores.agent, "evaluation_type", "a", "score", score);
            Problems.expectRefusal(scores.api.post("/api/evaluations", body));
        }
        Problems.expect(scores.api.post("/api/evaluations", Map.of("evaluation_type", "a")), 422, "E1002");
        Problems.expect(scores.api.post("/api/evaluations", Map.of("score", 1)), 422, "E1002");
        assertThat(scores.api.read("/api/evaluations").path("items")).isEmpty();
    }

    @Test
    void takesAScoreHoweverItIsWritten() {
        scores.begin();
        for (String written : List.of("3.0E-4", "0.00030", "0.0003", "1.0000000", "0E0")) {
            scores.api
                    .post("/api/evaluations", "{\"evaluation_type\": \"a\", \"score\": " + written + "}")
                    .expectStatus()
                    .isCreated();
        }
    }

    @Test
    void refusesAgentsAndTasksThatDoNotExist() {
        scores.begin();
        for (String field : List.of("agent_id", "task_id")) {
            Map<String, Object> body = Map.of(field, Ids.uuid7(), "evaluation_type", "a", "score", 1);
            Problems.expect(scores.api.post("/api/evaluations", body), 422, "E1104");
        }
    }

    @Test
    void leavesJudgingToThoseWhoMay() {
        Map<String, Object> body = Map.of("evaluation_type", "a", "score", 1);
        Problems.expect(newTenant().as("l02").post("/api/evaluations", body), 403, "E1101");
    }

    @Test
    void sumsAnAgentsScoresUpByType() {
        scores.begin();
        scores.give("accuracy", 0.5);
        scores.give("accuracy", 1);
        scores.give("accuracy", 0.25);
        scores.give("tone", 0);
        scores.api.create("/api/evaluations", Map.of("evaluation_type", "accuracy", "score", 0.001));
        JsonNode stats = scores.stats("");
        assertThat(stats).hasSize(2);
        JsonNode accuracy = stats.get(0);
        assertThat(accuracy.path("evaluation_type").asString()).isEqualTo("accuracy");
        assertThat(accuracy.path("count").asLong()).isEqualTo(3);
        assertThat(accuracy.path("average").decimalValue()).isEqualByComparingTo("0.5833");
        assertThat(accuracy.path("min").decimalValue()).isEqualByComparingTo("0.25");
        assertThat(accuracy.path("max").decimalValue()).isEqualByComparingTo("1");
        assertThat(accuracy.path("latest").decimalValue()).isEqualByComparingTo("0.25");
        assertThat(stats.get(1).path("average").decimalValue()).isEqualByComparingTo("0");
    }

    @Test
    void sumsUpFromATimeUntilAnother() {
        scores.begin();
        scores.give("a", 0.1);
        String second = scores.give("a", 0.2).path("created_at").asString();
        String third = scores.give("a", 0.3).path("created_at").asString();
        JsonNode only = scores.stats("?from=" + second + "&to=" + third).get(0);
        assertThat(only.path("count").asLong()).isOne();
        assertThat(only.path("latest").decimalValue()).isEqualByComparingTo("0.2");
        assertThat(only.path("latest_at").asString()).isEqualTo(second);
        assertThat(scores.stats("?from=" + third + "&to=" + second)).isEmpty();
        Problems.expectRefusal(scores.api.get("/api/evaluations/agent/" + scores.agent + "/stats?from=yesterday"));
    }

    @Test
    void listsByAgentTypeAndTime() {
        scores.begin();
        scores.give("a", 0.1);
        String second = scores.give("b", 0.2).path("created_at").asString();
        scores.give("c", 0.3);
        assertThat(types("?agent_id=" + scores.agent)).containsExactly("c", "b", "a");
        assertThat(types("?evaluation_type=a,c&order=asc")).containsExactly("a", "c");
        assertThat(types("?from=" + second)).containsExactly("c", "b");
        assertThat(types("?to=" + second)).containsExactly("a");
        assertThat(types("?task_id=" + Ids.uuid7())).isEmpty();
        assertThat(types("?agent_id=" + Ids.uuid7())).isEmpty();
    }

    private List<String> types(String query) {
        return scores.api
                .read("/api/evaluations" + query)
                .path("items")
                .valueStream()
                .map(each -> each.path("evaluation_type").asString())
                .toList();
    }

    @Test
    void showsAnAgentsScoresToItsTenantAlone() {
        scores.begin().give("a", 1);
        Problems.expect(newTenant().get("/api/evaluations/agent/" + scores.agent + "/stats"), 404, "E1003");
    }
}
