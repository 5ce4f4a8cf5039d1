package io.storyportal.data.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.ids.Ids;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SessionHistoryTest extends Scene {

    private static String live(Api api) {
        String session = api.create("/api/sessions", Map.of()).path("id").asString();
        for (int i = 1; i <= 3; i++) {
            api.patch("/api/sessions/" + session, Map.of("context", Map.of("turn", i)))
                    .expectStatus()
                    .isOk();
        }
        api.patch("/api/sessions/" + session, Map.of("status", "ended"))
                .expectStatus()
                .isOk();
        return session;
    }

    private static List<Long> versions(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(event -> event.path("version").asLong())
                .toList();
    }

    @Test
    void tellsWhatHappenedOldestFirst() {
        Api api = newTenant().as("l02");
        String session = live(api);
        JsonNode history = api.read("/api/sessions/" + session + "/history");
        assertThat(history.path("items").valueStream().map(event -> event.path("event_type")
                        .asString()))
                .containsExactly(
                        "session.created", "session.updated", "session.updated", "session.updated", "session.ended");
        JsonNode second = history.path("items").get(1);
        assertThat(second.path("payload").path("context").path("turn").asInt()).isOne();
        assertThat(second.path("created_at").asString()).isNotBlank();
        assertThat(history.has("next_cursor")).isFalse();
    }

    @Test
    void goesThroughItInPagesEitherWay() {
        Api api = newTenant().as("l02");
        String path = "/api/sessions/" + live(api) + "/history?limit=2";
        JsonNode first = api.read(path);
        assertThat(versions(first)).containsExactly(1L, 2L);
        JsonNode next = api.read(path + "&cursor=" + first.path("next_cursor").asString());
        assertThat(versions(next)).containsExactly(3L, 4L);
        JsonNode newest = api.read(path + "&order=desc");
        assertThat(versions(newest)).containsExactly(5L, 4L);
        JsonNode older = api.read(
                path + "&order=desc&cursor=" + newest.path("next_cursor").asString());
        assertThat(versions(older)).containsExactly(3L, 2L);
    }

    @Test
    void isNotFoundForAnotherTenantNorForWhatNeverWas() {
        String session = live(newTenant().as("l02"));
        Api stranger = newTenant().as("l02");
        Problems.expect(stranger.get("/api/sessions/" + session + "/history"), 404, "E1003");
        Problems.expect(stranger.get("/api/sessions/" + Ids.uuid7() + "/history"), 404, "E1003");
        Problems.expect(stranger.get("/api/sessions/" + session + "/history?cursor=x"), 422, "E1002");
        Problems.expectRefusal(stranger.get("/api/sessions/" + session + "/history?order=up"));
    }
}
