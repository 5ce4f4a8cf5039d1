package io.storyportal.data.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TenantTest extends Scene {

    private static final Map<String, Object> ACME = Map.of("name", "acme");

    private Api platform() {
        return Api.of(port(), "l09", TenantId.DEFAULT);
    }

    private JsonNode made(Map<String, Object> body, String key) {
        return Api.json(
                platform().post("/api/tenants", body, key).expectStatus().isCreated());
    }

    private static String someKey() {
        return UUID.randomUUID().toString();
    }

    @Test
    void answersARetryWithTheFirstTenant() {
        String key = someKey();
        JsonNode first = made(ACME, key);
        assertThat(made(ACME, key)).isEqualTo(first);
        assertThat(made(ACME, someKey()).path("id")).isNotEqualTo(first.path("id"));
        assertThat(Ids.isUuid7(UUID.fromString(first.path("id").asString()))).isTrue();
    }

    @Test
    void answersARetryAsTheTenantWasThen() {
        String key = someKey();
        JsonNode first = made(ACME, key);
        platform()
                .patch("/api/tenants/" + first.path("id").asString(), Map.of("name", "renamed"))
                .expectStatus()
                .isOk();
        assertThat(made(ACME, key)).isEqualTo(first);
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        String key = someKey();
        made(ACME, key);
        Problems.expect(platform().post("/api/tenants", Map.of("name", "other"), key), 422, "E1016");
        Problems.expect(platform().post("/api/tenants", named(Ids.uuid7()), key), 422, "E1016");
    }

    @Test
    void refusesAnotherIdUnderTheSameKey() {
        String key = someKey();
        UUID id = Ids.uuid7();
        JsonNode first = made(named(id), key);
        assertThat(first.path("id").asString()).isEqualTo(id.toString());
        assertThat(made(named(id), key)).isEqualTo(first);
        Problems.expect(platform().post("/api/tenants", named(Ids.uuid7()), key), 422, "E1016");
        Problems.expect(platform().post("/api/tenants", ACME, key), 422, "E1016");
    }

    @Test
    void letsARefusedRequestBeCorrectedUnderTheSameKey() {
        String key = someKey();
        Problems.expect(platform().post("/api/tenants", Map.of("name", "a\u0000b"), key), 422, "E1106");
        assertThat(made(ACME, key).path("name").asString()).isEqualTo("acme");
    }

    @Test
    void makesAnotherTenantWhenTheDayOfTheKeyIsOver() throws SQLException {
        String key = someKey();
        JsonNode first = made(ACME, key);
        aDayPasses();
        JsonNode second = made(Map.of("name", "other"), key);
        assertThat(second.path("id")).isNotEqualTo(first.path("id"));
        assertThat(made(Map.of("name", "other"), key)).isEqualTo(second);
    }

    private static Map<String, Object> named(UUID id) {
        return Map.of("id", id.toString(), "name", "acme");
    }

    private void aDayPasses() throws SQLException {
        try (Connection connection = within(TenantId.DEFAULT);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "update idempotency_keys set created_at = created_at - interval '24 hours'"))
                    .isPositive();
        }
    }
}
