package io.storyportal.data.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

class ConfigHistoryTest extends Scene {

    private static final String SETTING = "/api/config/l05/parallel";

    private static void put(Api api, Object value) {
        api.client()
                .put()
                .uri(SETTING)
                .bodyValue(Map.of("value", value))
                .exchange()
                .expectStatus()
                .isOk();
    }

    private static void delete(Api api) {
        api.client().delete().uri(SETTING).exchange().expectStatus().isNoContent();
    }

    private static Map<String, Object> version(long version) {
        return Map.of("version", version);
    }

    @Test
    void tellsEachVersionAlsoWhenTheSettingIsGone() {
        Api api = newTenant();
        put(api, 4);
        put(api, Map.of("max", 8));
        delete(api);
        JsonNode items = api.read(SETTING + "/history").path("items");
        assertThat(items.valueStream().map(each -> each.path("version").asLong()))
                .containsExactly(1L, 2L, 3L);
        assertThat(items.get(0).path("value").asInt()).isEqualTo(4);
        assertThat(items.get(1).path("value").path("max").asInt()).isEqualTo(8);
        assertThat(items.get(1).path("actor").asString()).isEqualTo("ann via l05");
        assertThat(items.get(2).path("deleted").asBoolean()).isTrue();
        assertThat(items.get(2).has("value")).isFalse();
        JsonNode page = api.read(SETTING + "/history?order=desc&limit=2");
        assertThat(page.path("items").get(0).path("version").asLong()).isEqualTo(3);
        assertThat(api.read(SETTING + "/history?order=desc&cursor="
                                + page.path("next_cursor").asString())
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void setsAnOldValueAgainAsANewVersion() {
        Api api = newTenant();
        put(api, List.of("a"));
        put(api, List.of("b"));
        api.post(SETTING + "/rollback", version(1))
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"3\"");
        assertThat(api.read(SETTING).path("value").get(0).asString()).isEqualTo("a");
        assertThat(api.read("/api/events?event_type=config.updated").path("items"))
                .hasSize(3);
    }

    @Test
    void bringsADeletedSettingBack() {
        Api api = newTenant();
        put(api, 1);
        delete(api);
        Problems.expect(api.post(SETTING + "/rollback", version(2)), 422, "E1041");
        api.post(SETTING + "/rollback", version(1)).expectStatus().isOk();
        assertThat(api.read(SETTING).path("value").asInt()).isOne();
    }

    @Test
    void rollsBackOnceWhateverIsRetried() {
        Api api = newTenant();
        put(api, 1);
        put(api, 2);
        JsonNode first = Api.json(api.post(SETTING + "/rollback", version(1), "again"));
        assertThat(Api.json(api.post(SETTING + "/rollback", version(1), "again")))
                .isEqualTo(first);
        Problems.expect(api.post(SETTING + "/rollback", version(2), "again"), 422, "E1016");
        assertThat(api.read(SETTING).path("version").asLong()).isEqualTo(3);
    }

    @Test
    void refusesVersionsThatNeverWereAndStaleOnes() {
        Api api = newTenant();
        Problems.expect(api.get(SETTING + "/history"), 404, "E1003");
        Problems.expect(api.post(SETTING + "/rollback", version(1)), 404, "E1003");
        put(api, 1);
        put(api, 2);
        Problems.expect(api.post(SETTING + "/rollback", version(3)), 404, "E1003");
        Problems.expect(api.post(SETTING + "/rollback", version(0)), 422, "E1002");
        Problems.expect(api.post(SETTING + "/rollback", Map.of()), 422, "E1002");
        Problems.expect(
                api.client()
                        .post()
                        .uri(SETTING + "/rollback")
                        .header("If-Match", "\"1\"")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(version(1))
                        .exchange(),
                412,
                "E1018");
        Problems.expect(api.as("l05", Role.GUEST).post(SETTING + "/rollback", version(1)), 403, "E1012");
        Problems.expect(newTenant().get(SETTING + "/history"), 404, "E1003");
        assertThat(api.read(SETTING).path("value").asInt()).isEqualTo(2);
    }
}
