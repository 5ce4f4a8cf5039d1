package io.storyportal.data.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FeedbackTest extends Scene {

    private static String give(Api api, String content) {
        return api.create("/api/feedback", Map.of("feedback_type", "comment", "content", content))
                .path("id")
                .asString();
    }

    private static List<String> contents(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(each -> each.path("content").asString())
                .toList();
    }

    @Test
    void beginsUnprocessed() {
        Api api = newTenant().as("l09");
        JsonNode made = api.create("/api/feedback", Map.of("feedback_type", "rating", "rating", 4));
        assertThat(made.path("processed").asBoolean(true)).isFalse();
        assertThat(made.path("rating").asInt()).isEqualTo(4);
        assertThat(api.read("/api/feedback/" + made.path("id").asString())).isEqualTo(made);
    }

    @Test
    void refusesRatingsBeyondFiveAndFieldsThatOthersDecide() {
        Api api = newTenant().as("l09");
        for (int rating : List.of(0, 6, -1)) {
            Problems.expect(api.post("/api/feedback", Map.of("feedback_type", "r", "rating", rating)), 422, "E1002");
        }
        Problems.expectRefusal(api.post("/api/feedback", Map.of("feedback_type", "r", "processed", true)));
        Problems.expectRefusal(api.get("/api/feedback?rating=9"));
    }

    @Test
    void listsWhatNobodyHasDealtWithOldestFirstInPages() {
        Api api = newTenant().as("l09");
        for (int i = 0; i < 5; i++) {
            give(api, "f" + i);
        }
        String done = give(api, "done");
        api.patch("/api/feedback/" + done, Map.of("processed", true))
                .expectStatus()
                .isOk();
        JsonNode first = api.read("/api/feedback/unprocessed?limit=2");
        assertThat(contents(first)).containsExactly("f0", "f1");
        JsonNode rest = api.read("/api/feedback/unprocessed?limit=3&cursor="
                + first.path("next_cursor").asString());
        assertThat(contents(rest)).containsExactly("f2", "f3", "f4");
        assertThat(rest.has("next_cursor")).isFalse();
    }

    @Test
    void isMarkedOnceByTwoWhoSawTheSameVersion() {
        Api api = newTenant().as("l09");
        String path = "/api/feedback/" + give(api, "x");
        List<Integer> answers = List.of("ann", "bob").parallelStream()
                .map(who -> api.client()
                        .patch()
                        .uri(path)
                        .header("If-Match", "\"1\"")
                        .bodyValue(Map.of("processed", true, "metadata", Map.of("by", who)))
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .value())
                .toList();
        assertThat(answers).containsExactlyInAnyOrder(200, 412);
        assertThat(api.read(path).path("version").asLong()).isEqualTo(2);
    }

    @Test
    void takesNoOtherChangeThanThatItWasDealtWith() {
        Api api = newTenant().as("l09");
        String path = "/api/feedback/" + give(api, "x");
        Problems.expectRefusal(api.patch(path, Map.of("content", "y")));
        api.patch(path, Map.of("processed", true)).expectStatus().isOk();
        api.patch(path, Map.of("processed", false)).expectStatus().isOk();
        assertThat(contents(api.read("/api/feedback/unprocessed"))).containsExactly("x");
    }

    @Test
    void listsByTypeRatingAndState() {
        Api api = newTenant().as("l09");
        api.create("/api/feedback", Map.of("feedback_type", "a", "rating", 1, "content", "bad"));
        api.create("/api/feedback", Map.of("feedback_type", "b", "rating", 5, "content", "good"));
        assertThat(contents(api.read("/api/feedback?feedback_type=a"))).containsExactly("bad");
        assertThat(contents(api.read("/api/feedback?rating=5"))).containsExactly("good");
        assertThat(contents(api.read("/api/feedback?processed=false&order=asc")))
                .containsExactly("bad", "good");
        assertThat(contents(api.read("/api/feedback?processed=true"))).isEmpty();
    }
}
