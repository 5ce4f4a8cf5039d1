package io.storyportal.data.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ApiKeyTest extends Scene {

    private static final Map<String, Object> BOBS =
            Map.of("name", "laptop", "principal", "bob", "roles", List.of("DEVELOPER"), "tier", "PREMIUM");

    /** A tenant that exists, as its door sees it. */
    private Api tenantAtTheDoor() {
        TenantId tenant = new TenantId(Ids.uuid7());
        Api.of(port(), "l09", TenantId.DEFAULT).create("/api/tenants", Map.of("id", tenant.toString(), "name", "t"));
        return Api.of(port(), "l09", tenant);
    }

    @Test
    void recognisesAKeyUntilItIsRevoked() {
        Api door = tenantAtTheDoor();
        JsonNode created = door.create("/api/api-keys", BOBS);
        String key = created.path("key").asString();
        assertThat(key).startsWith(created.path("prefix").asString()).hasSizeGreaterThan(40);
        JsonNode resolved = Api.json(door.post("/api/api-keys/resolve", Map.of("key", key)));
        assertThat(resolved.path("tenant_id").asString())
                .isEqualTo(door.tenant().toString());
        assertThat(resolved.path("principal").asString()).isEqualTo("bob");
        assertThat(resolved.path("roles").get(0).asString()).isEqualTo("DEVELOPER");
        assertThat(resolved.path("tier").asString()).isEqualTo("PREMIUM");
        door.client()
                .delete()
                .uri("/api/api-keys/" + created.path("id").asString())
                .exchange()
                .expectStatus()
                .isNoContent();
        Problems.expect(door.post("/api/api-keys/resolve", Map.of("key", key)), 404, "E1111");
    }

    @Test
    void tellsNeitherTheKeyNorItsHashAgain() {
        Api door = tenantAtTheDoor();
        JsonNode created = door.create("/api/api-keys", BOBS);
        String key = created.path("key").asString();
        String all = door.read("/api/api-keys").toString()
                + door.read("/api/api-keys/" + created.path("id").asString())
                + door.read("/api/events");
        assertThat(all).doesNotContain(key).doesNotContain("key_hash");
    }

    private static JsonNode made(Api door, Map<String, Object> body, String idempotencyKey) {
        return Api.json(
                door.post("/api/api-keys", body, idempotencyKey).expectStatus().isCreated());
    }

    @Test
    void showsARetryTheKeyThatTheFirstRequestMade() {
        Api door = tenantAtTheDoor();
        JsonNode first = made(door, BOBS, "k");
        assertThat(made(door, BOBS, "k")).isEqualTo(first);
        assertThat(door.read("/api/api-keys").path("items")).hasSize(1);
        JsonNode resolved = Api.json(door.post(
                        "/api/api-keys/resolve", Map.of("key", first.path("key").asString()))
                .expectStatus()
                .isOk());
        assertThat(resolved.path("key_id")).isEqualTo(first.path("id"));
    }

    @Test
    void givesEveryRequestAKeyOfItsOwn() {
        Api door = tenantAtTheDoor();
        assertThat(List.of(
                        made(door, BOBS, "k").path("key").asString(),
                        made(door, BOBS, "another").path("key").asString(),
                        made(tenantAtTheDoor(), BOBS, "k").path("key").asString(),
                        door.create("/api/api-keys", BOBS).path("key").asString(),
                        door.create("/api/api-keys", BOBS).path("key").asString()))
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsARetryFromAnotherRequest() {
        Api door = tenantAtTheDoor();
        Map<String, Object> roles = Map.of("name", "n", "principal", "bob", "roles", List.of("DEVELOPER", "GUEST"));
        Map<String, Object> turned = Map.of("name", "n", "principal", "bob", "roles", List.of("GUEST", "DEVELOPER"));
        JsonNode first = made(door, roles, "k");
        assertThat(made(door, turned, "k").path("key")).isEqualTo(first.path("key"));
        Problems.expect(door.post("/api/api-keys", BOBS, "k"), 422, "E1016");
    }

    @Test
    void showsNoKeyThatWasRevokedOrThatItCannotWorkOutAnyMore() throws SQLException {
        Api door = tenantAtTheDoor();
        String revoked = made(door, BOBS, "k").path("id").asString();
        door.client()
                .delete()
                .uri("/api/api-keys/" + revoked)
                .exchange()
                .expectStatus()
                .isNoContent();
        JsonNode refusal = Problems.expect(door.post("/api/api-keys", BOBS, "k"), 409, "E1113");
        assertThat(refusal.path("id").asString()).isEqualTo(revoked);
        made(door, BOBS, "other");
        try (Connection connection = within(door.tenant());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update api_keys set key_hash = 'of a key made under another secret'");
        }
        Problems.expect(door.post("/api/api-keys", BOBS, "other"), 409, "E1113");
    }

    @Test
    void keepsNoKeyInTheAnswerOfTheRequest() throws SQLException {
        Api door = tenantAtTheDoor();
        String key = made(door, BOBS, "k").path("key").asString();
        try (Connection connection = within(door.tenant());
                Statement statement = connection.createStatement()) {
            ResultSet kept = statement.executeQuery("select string_agg(answer::text, '') from idempotency_keys");
            kept.next();
            assertThat(kept.getString(1)).contains("bob").doesNotContain(key).doesNotContain("key_hash");
        }
    }

    @Test
    void resolvesForTheDoorOnly() {
        Api door = tenantAtTheDoor();
        Problems.expect(door.as("l05").post("/api/api-keys/resolve", Map.of("key", "sp_x")), 403, "E1012");
    }

    @Test
    void refusesTheKeysOfASuspendedTenant() {
        Api door = tenantAtTheDoor();
        String key = door.create("/api/api-keys", BOBS).path("key").asString();
        Api.of(port(), "l09", TenantId.DEFAULT)
                .patch("/api/tenants/" + door.tenant(), Map.of("status", "suspended"))
                .expectStatus()
                .isOk();
        Problems.expect(door.post("/api/api-keys/resolve", Map.of("key", key)), 404, "E1111");
    }

    @Test
    void needsAnAdministrator() {
        Problems.expect(tenantAtTheDoor().as("l09", Role.DEVELOPER).post("/api/api-keys", BOBS), 403, "E1012");
    }
}
