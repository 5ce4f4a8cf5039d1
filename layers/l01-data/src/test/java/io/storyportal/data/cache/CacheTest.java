package io.storyportal.data.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CacheTest extends Scene {

    @Autowired
    private CacheHousekeeping housekeeping;

    private static ResponseSpec put(Api api, String path, Object body) {
        return api.client().put().uri("/api/cache/" + path).bodyValue(body).exchange();
    }

    private static ResponseSpec delete(Api api, String path) {
        return api.client().delete().uri("/api/cache/" + path).exchange();
    }

    private int as(Api api, String sql) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute("set role portal_l01_app");
            statement.execute("select set_config('app.tenant', '" + api.tenant() + "', false)");
            return statement.executeUpdate(sql);
        }
    }

    private long stored(Api api) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute("set role portal_l01_app");
            statement.execute("select set_config('app.tenant', '" + api.tenant() + "', false)");
            try (ResultSet count = statement.executeQuery("select count(*) from cache_entries")) {
                count.next();
                return count.getLong(1);
            }
        }
    }

    @Test
    void keepsAnyJsonUntilItExpires() {
        Api api = newTenant();
        Instant before = Instant.now();
        List<Object> values = List.of(Map.of("b", List.of(1, 2.5), "a", "ü"), List.of(), "text", 7, true, -0.125);
        for (Object value : values) {
            JsonNode put = Api.json(put(api, "l04/answer", Map.of("value", value, "ttl", 60))
                    .expectStatus()
                    .isOk());
            JsonNode read = api.read("/api/cache/l04/answer");
            assertThat(read).isEqualTo(put);
            assertThat(read.path("value")).isEqualTo(JsonMapper.shared().valueToTree(value));
            assertThat(Instant.parse(read.path("expires_at").asString()))
                    .isBetween(before.plusSeconds(59), Instant.now().plus(Duration.ofSeconds(61)));
        }
    }

    @Test
    void neverAnswersWhatIsOver() throws SQLException {
        Api api = newTenant();
        put(api, "a/b", Map.of("value", 1, "ttl", 1000)).expectStatus().isOk();
        as(api, "update cache_entries set expires_at = now()");
        Problems.expect(api.get("/api/cache/a/b"), 404, "E1003");
        Problems.expect(delete(api, "a/b"), 404, "E1003");
        put(api, "a/b", Map.of("value", 2, "ttl", 1000)).expectStatus().isOk();
        assertThat(api.read("/api/cache/a/b").path("value").asInt()).isEqualTo(2);
    }

    @Test
    void forgetsWhatIsDeleted() {
        Api api = newTenant();
        put(api, "a/b", Map.of("value", 1, "ttl", 1000)).expectStatus().isOk();
        delete(api, "a/b").expectStatus().isNoContent();
        Problems.expect(api.get("/api/cache/a/b"), 404, "E1003");
        Problems.expect(delete(api, "a/b"), 404, "E1003");
    }

    @Test
    void showsNothingToAnotherTenant() {
        Api api = newTenant();
        Api stranger = newTenant();
        put(api, "a/b", Map.of("value", "mine", "ttl", 1000)).expectStatus().isOk();
        Problems.expect(stranger.get("/api/cache/a/b"), 404, "E1003");
        Problems.expect(delete(stranger, "a/b"), 404, "E1003");
        put(stranger, "a/b", Map.of("value", "theirs", "ttl", 1000))
                .expectStatus()
                .isOk();
        assertThat(api.read("/api/cache/a/b").path("value").asString()).isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\": 1}",
                "{\"value\": 1, \"ttl\": 0}",
                "{\"value\": 1, \"ttl\": 2592001}",
                "{\"ttl\": 1}",
                "{\"value\": 1, \"ttl\": 1, \"tags\": []}",
                "{\"value\": \"a\\u0000\", \"ttl\": 1}",
                "[]"
            })
    void refusesWhatItCannotKeep(String body) {
        Problems.expectRefusal(newTenant()
                .client()
                .put()
                .uri("/api/cache/a/b")
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange());
    }

    @Test
    void refusesAValueOver256KibibytesAndTakesOneBelow() {
        Api api = newTenant();
        put(api, "a/b", Map.of("value", "x".repeat(256 * 1024 - 2), "ttl", 9))
                .expectStatus()
                .isOk();
        Problems.expect(put(api, "a/b", Map.of("value", "x".repeat(256 * 1024 - 1), "ttl", 9)), 413, "E1008");
        Problems.expect(put(api, "a/b", Map.of("value", "ü".repeat(128 * 1024), "ttl", 9)), 413, "E1008");
    }

    @Test
    void refusesNamesThatSettingsRefuse() {
        Problems.expectRefusal(put(newTenant(), "a b/c", Map.of("value", 1, "ttl", 9)));
        Problems.expectRefusal(put(newTenant(), "a/" + "b".repeat(101), Map.of("value", 1, "ttl", 9)));
    }

    @Test
    void letsAGuestReadAndNotWrite() {
        Api api = newTenant();
        put(api, "a/b", Map.of("value", 1, "ttl", 1000)).expectStatus().isOk();
        Api guest = api.as("l05", Role.GUEST);
        guest.get("/api/cache/a/b").expectStatus().isOk();
        Problems.expect(put(guest, "a/b", Map.of("value", 2, "ttl", 9)), 403, "E1012");
        Problems.expect(delete(guest, "a/b"), 403, "E1012");
    }

    @Test
    void keepsOneOfManyThatAreWrittenAtOnce() throws SQLException {
        Api api = newTenant();
        Flux.range(0, 20)
                .flatMap(i -> Flux.defer(() -> {
                            put(api, "a/b", Map.of("value", i, "ttl", 1000))
                                    .expectStatus()
                                    .isOk();
                            return Flux.empty();
                        })
                        .subscribeOn(Schedulers.boundedElastic()))
                .blockLast();
        assertThat(stored(api)).isOne();
        assertThat(api.read("/api/cache/a/b").path("value").asInt()).isBetween(0, 19);
    }

    @Test
    void removesWhatIsOverInSeveralBatchesAndNothingElse() throws SQLException {
        Api api = newTenant();
        put(api, "a/stays", Map.of("value", 1, "ttl", 1000)).expectStatus().isOk();
        int many = 2500;
        as(
                api,
                "insert into cache_entries select '" + api.tenant()
                        + "', 'a', 'k' || i, 'null', now(), now() - interval '1 second' from generate_series(1, " + many
                        + ") i");
        assertThat(stored(api)).isEqualTo(many + 1);
        assertThat(housekeeping.round().block()).isGreaterThanOrEqualTo(many);
        assertThat(stored(api)).isOne();
        assertThat(housekeeping.round().block()).isZero();
    }
}
