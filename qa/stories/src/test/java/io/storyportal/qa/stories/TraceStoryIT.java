package io.storyportal.qa.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.cli.terminal.Json;
import io.storyportal.kit.web.ids.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What belongs to one request can be found by its trace, in the log of events and in the layers' own. */
@Tag("stories")
@ExtendWith(FleetExtension.class)
class TraceStoryIT {

    private final StoryFleet fleet;

    TraceStoryIT(StoryFleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void runsFromTheRequestToTheLastEventAndLine() throws IOException {
        String file = fleet.file("traced.csv", "sku,price\nA1,9.50\nB2,20.00\n");
        var result = fleet.portal("goal", "Profile traced.csv and write a report", "--file", file, "--wait", "--json");
        assertThat(result.code()).as(result.out() + result.err()).isZero();
        String plan = Json.parse(result.out()).path("plan_id").asString();

        List<JsonNode> events = eventsOf(plan);
        assertThat(events)
                .extracting(event -> event.path("event_type").asString())
                .contains("goal.created", "plan.created", "task.completed", "plan.completed");
        assertThat(events.stream().map(TraceStoryIT::trace).distinct()).hasSize(1);

        JsonNode line = lineOfL05("Plan " + plan + " is completed");
        assertThat(line.path("traceId").asString()).isEqualTo(trace(events.getFirst()));
        assertThat(line.path("tenant_id").asString()).isEqualTo(TenantId.DEFAULT.toString());
    }

    /** Those that name the plan: of the goal, the plan itself, its tasks and its tools' work. */
    private List<JsonNode> eventsOf(String plan) {
        return Outside.developer(fleet)
                .get("/api/v1/events?order=desc&limit=500")
                .path("items")
                .valueStream()
                .filter(event -> Json.compact(event).contains(plan))
                .toList();
    }

    private static String trace(JsonNode event) {
        return event.path("metadata").path("traceparent").asString().split("-")[1];
    }

    private JsonNode lineOfL05(String message) throws IOException {
        try (var lines = Files.lines(fleet.home().log("l05"))) {
            return lines.filter(line -> line.contains(message))
                    .map(Json::parse)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
