package io.storyportal.qa.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.cli.terminal.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What is found in other words than it was said in, by the model that the fleet has. */
@Tag("stories")
@ExtendWith(FleetExtension.class)
class MeaningStoryIT {

    /** The model is loaded at its first use. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final StoryFleet fleet;

    MeaningStoryIT(StoryFleet fleet) {
        this.fleet = fleet;
    }

    private static JsonNode made(Outside mine, String path, String json) {
        var answer = mine.send("POST", path, json);
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return Json.parse(answer.body());
    }

    @Test
    void recallsAMemoryByItsMeaning() {
        var mine = Outside.otherTenant(fleet);
        var ids = List.of(
                        "Anna drinks her tea without sugar",
                        "The invoice of the printing house is overdue",
                        "The build server is restarted every Sunday night")
                .stream()
                .map(content -> made(mine, "/api/v1/memories", "{\"content\":\"" + content + "\"}"))
                .map(memory -> memory.path("id").asString())
                .toList();
        ids.forEach(id -> await().atMost(PATIENCE)
                .until(
                        () -> mine.get("/api/v1/memories/" + id + "/replica")
                                .path("status")
                                .asString(),
                        "arrived"::equals));
        var recalled =
                made(mine, "/api/v1/memories/recall", "{\"query\":\"Which bills have we not paid yet?\",\"limit\":1}");
        assertThat(recalled.path("ranked_by").asString()).isEqualTo("semantic");
        assertThat(recalled.path("items").get(0).path("memory").path("content").asString())
                .contains("invoice");
    }

    @Test
    void findsADocumentByAParaphrase() {
        var mine = Outside.otherTenant(fleet);
        made(
                mine,
                "/api/v1/documents",
                "{\"title\":\"Vehicles\",\"content\":\"Our cars are too old to be repaired.\"}");
        made(mine, "/api/v1/documents", "{\"title\":\"Canteen\",\"content\":\"There is soup on Mondays.\"}");
        await().atMost(PATIENCE).untilAsserted(() -> {
            var found = mine.get("/api/v1/documents?mode=semantic&q=state%20of%20the%20automobile%20fleet");
            assertThat(found.path("ranked_by").asString()).isEqualTo("semantic");
            assertThat(found.path("items")).hasSize(2);
            assertThat(found.path("items").get(0).path("title").asString()).isEqualTo("Vehicles");
        });
    }
}
