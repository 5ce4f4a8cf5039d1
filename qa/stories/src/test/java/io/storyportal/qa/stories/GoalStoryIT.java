package io.storyportal.qa.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.cli.terminal.Json;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The main job: goals stated at the command line, done by the fleet, read as reports. */
@Tag("stories")
@ExtendWith(FleetExtension.class)
class GoalStoryIT {

    private static final String ORDERS = """
            order_id,sku,quantity,price,note
            1,A1,2,9.50,"first, and ""best""\"
            2,B2,1,20.00,
            3,A1,5,9.50,"two
            lines"
            """;

    private final StoryFleet fleet;

    GoalStoryIT(StoryFleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void profilesADatasetExactly() {
        var report = goal("Profile orders.csv and write a report", "--file", fleet.file("orders.csv", ORDERS));

        assertThat(report.path("documents").size()).isEqualTo(2);
        assertThat(markdown(report)).contains("# ", "orders.csv");
        var data = data(report);
        assertThat(data.path("rows").asInt()).isEqualTo(3);
        var price = column(data, "price");
        assertThat(price.path("min").asDouble()).isEqualTo(9.5);
        assertThat(price.path("max").asDouble()).isEqualTo(20.0);
        assertThat(price.path("mean").asDouble()).isEqualTo(13.0);
        assertThat(price.path("median").asDouble()).isEqualTo(9.5);
        assertThat(price.path("distinct").asInt()).isEqualTo(2);
        assertThat(column(data, "note").path("missing").asInt()).isEqualTo(1);
        assertThat(column(data, "quantity").path("type").asString()).isEqualTo("integer");
    }

    @Test
    void runsATemplatesBranchesInParallelAndTellsWhatEachTook() {
        var report = goal("Profile orders.csv and write a report", "--file", fleet.file("orders.csv", ORDERS));

        assertThat(report.path("tasks").size()).isGreaterThanOrEqualTo(3);
        assertThat(report.path("tasks").valueStream()).allSatisfy(task -> {
            assertThat(task.path("status").asString()).isEqualTo("completed");
            assertThat(task.path("duration_ms").isNumber()).isTrue();
            assertThat(task.path("tool").asString()).isNotEmpty();
        });
        assertThat(report.path("tasks").valueStream().filter(task -> task.path("depends_on")
                        .isEmpty()))
                .as("tasks that can start at once")
                .hasSizeGreaterThan(1);
    }

    @Test
    void findsWhatGoesWrongInALog() {
        var log = new StringBuilder();
        for (var second = 0; second < 50; second++) {
            log.append("2026-01-01T10:00:%02dZ INFO  shop.Orders - stored order %d%n".formatted(second, second));
        }
        log.append("2026-01-01T10:01:00Z ERROR shop.Payments - card refused\n");
        log.append("java.lang.IllegalStateException: no bank\n\tat shop.Payments.pay(Payments.java:12)\n");

        var report = goal("Find what goes wrong in this log", "--file", fleet.file("app.log", log.toString()));

        assertThat(markdown(report)).contains("IllegalStateException");
        assertThat(data(report).path("levels").path("ERROR").asInt()).isEqualTo(1);
        assertThat(data(report).path("levels").path("INFO").asInt()).isEqualTo(50);
    }

    @Test
    void comparesTwoListsByTheirKey() {
        var old = fleet.file("old.csv", "sku,price\nA1,9.50\nB2,20.00\nC3,1.00\n");
        var now = fleet.file("new.csv", "sku,price\nC3,1.00\nA1,9.90\nD4,7.00\n");

        var summary = data(goal("Compare these two lists by sku", "--file", old, "--file", now))
                .path("summary");

        assertThat(summary.path("added").asInt()).isEqualTo(1);
        assertThat(summary.path("removed").asInt()).isEqualTo(1);
        assertThat(summary.path("changed").asInt()).isEqualTo(1);
        assertThat(summary.path("unchanged").asInt()).isEqualTo(1);
    }

    @Test
    void answersAQuestionWithSql() {
        var sql = "SELECT sku, SUM(quantity) AS pieces FROM data GROUP BY sku ORDER BY sku";

        var report = goal("How many pieces of each?", "--file", fleet.file("orders.csv", ORDERS), "--sql", sql);

        assertThat(data(report).path("rows").valueStream().map(Json::compact))
                .containsExactly("[\"A1\",7]", "[\"B2\",1]");
    }

    @Test
    void namesLineAndReasonOfAFileThatIsNoDataset() {
        var result = fleet.portal(
                "goal",
                "Profile broken.csv",
                "--file",
                fleet.file("broken.csv", "a,b\n1,2\n3,\"never closed\n4,5\n"),
                "--wait",
                "--json");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("line 3");
    }

    @Test
    void saysHowToConfigureAModelForAGoalThatFitsNoTemplate() {
        var result = fleet.portal("goal", "Write a sonnet about the sea at dawn", "--wait", "--json");

        assertThat(result.code()).isNotZero();
        assertThat(result.out()).contains("ANTHROPIC_API_KEY");
    }

    @Test
    void givesTheSameOverPlainHttp() {
        var report = goal("Profile orders.csv and write a report", "--file", fleet.file("orders.csv", ORDERS));
        var door = Outside.developer(fleet);
        var id = report.path("goal_id").asString();

        assertThat(door.get("/api/v1/goals/" + id).path("status").asString()).isEqualTo("completed");
        assertThat(door.get("/api/v1/goals/" + id + "/report").path("documents").size())
                .isEqualTo(2);
        var document = report.path("documents").get(0).path("id").asString();
        assertThat(door.get("/api/v1/documents/" + document).path("content").asString())
                .isNotEmpty();
    }

    @Test
    void leavesATraceOfEventsThatCanBeListed() {
        var report = goal("Profile orders.csv and write a report", "--file", fleet.file("orders.csv", ORDERS));
        var events = Outside.developer(fleet)
                .get("/api/v1/events?aggregate_id=" + report.path("plan_id").asString());
        assertThat(events.path("items").valueStream().map(event -> event.path("event_type")
                        .asString()))
                .contains("plan.created", "plan.completed");
    }

    private JsonNode goal(String text, String... more) {
        var arguments = new java.util.ArrayList<>(List.of("goal", text, "--wait", "--json"));
        arguments.addAll(List.of(more));
        var result = fleet.portal(arguments.toArray(String[]::new));
        assertThat(result.code()).as(result.out() + result.err()).isZero();
        var report = Json.parse(result.out());
        assertThat(report.path("status").asString()).isEqualTo("completed");
        return report;
    }

    private static String markdown(JsonNode report) {
        return Goals.document(report, "text/markdown");
    }

    private static JsonNode data(JsonNode report) {
        return Json.parse(Goals.document(report, "application/json"));
    }

    private static JsonNode column(JsonNode data, String name) {
        return data.path("columns")
                .valueStream()
                .filter(column -> column.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
