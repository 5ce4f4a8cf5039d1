package io.storyportal.qa.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.cli.terminal.Json;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A restore drill: a fleet goes back to a moment between two changes, and goes on from there. */
@Tag("stories")
@Tag("slow")
class RestoreStoryIT {

    private static StoryFleet fleet;

    @BeforeAll
    static void start() {
        fleet = StoryFleet.started(Map.of());
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    private static String remember(String what) {
        var answer = Outside.developer(fleet)
                .send("POST", "/api/v1/feedback", "{\"feedback_type\":\"comment\",\"content\":\"" + what + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.parse(answer.body()).path("id").asString();
    }

    private static Stream<String> remembered() {
        return Outside.developer(fleet)
                .get("/api/v1/feedback")
                .path("items")
                .valueStream()
                .map(each -> each.path("content").asString());
    }

    /** What a follower reads behind a cursor. */
    private static JsonNode feed(String after) {
        return Outside.asLayer(fleet, "l05", TenantId.DEFAULT, "GET", "/api/events/feed?limit=500&after=" + after, "");
    }

    private static String endOfFeed() {
        var cursor = "";
        while (true) {
            var page = feed(cursor);
            cursor = page.path("next_cursor").asString();
            if (page.path("items").isEmpty()) {
                return cursor;
            }
        }
    }

    private static Instant committed(String id) {
        return Instant.parse(Outside.developer(fleet)
                .get("/api/v1/feedback/" + id)
                .path("created_at")
                .asString());
    }

    @Test
    void goesBackToAMomentBetweenTwoChangesAndOnWithoutSkippingAnything() {
        remember("before the backup");
        assertThat(fleet.portal("backup").code()).isZero();
        var kept = remember("kept");
        var goal = fleet.portal(
                "goal", "Profile list.csv", "--file", fleet.file("list.csv", "a\n1\n"), "--wait", "--json");
        assertThat(goal.code()).as(goal.err()).isZero();
        var last = remember("the last that is kept");
        var between = committed(last).plusMillis(500);
        while (committed(remember("undone")).isBefore(between)) {
            assertThat(committed(kept)).isBefore(between);
        }
        var undone = remember("undone too");
        var ahead = endOfFeed();
        assertThat(fleet.down().code()).isZero();

        var restored = fleet.portal("restore", "--to", between.toString(), "--force", "--json");

        assertThat(restored.code()).as(restored.out() + restored.err()).isZero();
        fleet.up();
        assertThat(remembered()).contains("before the backup", "kept", "the last that is kept");
        assertThat(Outside.developer(fleet)
                        .send("GET", "/api/v1/feedback/" + undone, null)
                        .statusCode())
                .isEqualTo(404);
        var verified = fleet.portal("verify", "--json");
        assertThat(verified.code()).as(verified.out()).isZero();

        var next = remember("life goes on");
        var page = feed(ahead);
        assertThat(page.path("items").valueStream().map(event -> event.path("aggregate_id")
                        .asString()))
                .as("a follower that had seen what was undone misses nothing that comes")
                .contains(next);
        var again = fleet.portal(
                "goal", "Profile list.csv", "--file", fleet.file("more.csv", "a\n2\n"), "--wait", "--json");
        assertThat(List.of(again.code())).as(again.out() + again.err()).containsExactly(0);
    }
}
