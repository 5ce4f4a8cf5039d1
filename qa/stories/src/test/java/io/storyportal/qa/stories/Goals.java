package io.storyportal.qa.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.cli.terminal.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Goals sent in and looked at from outside. */
record Goals(Outside door) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> ENDED = List.of("completed", "failed", "cancelled");

    /** A goal that was accepted, with the plan that it has or will have. */
    record Accepted(String goal, String plan) {}

    Accepted send(String description) {
        var answer = door.send("POST", "/api/v1/goals", Json.compact(Json.tree(Map.of("description", description))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var accepted = Json.parse(answer.body());
        return new Accepted(
                accepted.path("goal_id").asString(), accepted.path("plan_id").asString());
    }

    JsonNode report(Accepted accepted) {
        return door.get("/api/v1/goals/" + accepted.goal() + "/report");
    }

    /** The report once the goal has ended, which it must have done as expected. */
    JsonNode reportOf(Accepted accepted, String status) {
        var report = await("the end of goal " + accepted.goal())
                .atMost(PATIENCE)
                .until(() -> report(accepted), now -> ENDED.contains(status(now)));
        assertThat(status(report)).as(report.toString()).isEqualTo(status);
        return report;
    }

    JsonNode plan(Accepted accepted) {
        return door.get("/api/v1/plans/" + accepted.plan());
    }

    static String status(JsonNode resource) {
        return resource.path("status").asString();
    }

    static JsonNode task(JsonNode planOrReport, String name) {
        return planOrReport
                .path("tasks")
                .valueStream()
                .filter(task -> task.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static String document(JsonNode report, String type) {
        return report.path("documents")
                .valueStream()
                .filter(document -> document.path("content_type").asString().startsWith(type))
                .map(document -> document.path("content").asString())
                .findFirst()
                .orElseThrow();
    }
}
