package io.storyportal.data.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
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
