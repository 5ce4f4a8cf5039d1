package io.storyportal.data.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.data.resources.ResourceType;
import io.storyportal.data.resources.ResourceTypes;
import io.storyportal.data.retention.Retention;
import io.storyportal.data.retention.RetentionRule;
import io.storyportal.data.schemas.EventPattern;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.TenantId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ProjectionRebuildTest extends Scene {

    @Autowired
    private ResourceTypes types;

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 4711})
    void makesTheRowsThatLivingMadeFromARandomHistoryAndTellsItAsItWas(long seed) throws SQLException {
        Api api = newRecordedTenant();
        RandomHistory history = new RandomHistory(api, seed);
        history.live(150);
        for (ResourceType<?> type : types.all()) {
            String lived = rows(type.table(), api);
            assertThat(lived).as(type.name()).isNotNull();
            lose(type, api);
            assertThat(rows(type.table(), api)).as(type.name()).isNotEqualTo(lived);
            rebuild(type.name(), api);
            assertThat(rows(type.table(), api)).as(type.name()).isEqualTo(lived);
        }
        assertThat(history.sightings())
                .anyMatch(seen -> seen.status() == 404)
                .allSatisfy(seen -> assertThat(history.lookBack(seen)).isEqualTo(seen));
    }

    @Autowired
    private Retention retention;

    @ParameterizedTest
    @ValueSource(longs = {7, 99})
    void makesTheSameRowsWhenPayloadsWentToAnArchiveInTheMiddle(long seed) throws SQLException {
        Api api = newRecordedTenant();
        RandomHistory history = new RandomHistory(api, seed);
        history.live(60);
        long boundary = lastPosition(api);
        assertThat(retention
                        .apply(new RetentionRule(api.tenant(), "all@1", EventPattern.ALL, Duration.ZERO))
                        .block())
                .isPositive();
        history.live(60);
        retention
                .apply(new RetentionRule(api.tenant(), "some@1", EventPattern.parse("goal.*,agent.*"), Duration.ZERO))
                .block();
        for (ResourceType<?> type : types.all()) {
            String lived = rows(type.table(), api);
            lose(type, api);
            rebuild(type.name(), api);
            assertThat(rows(type.table(), api)).as(type.name()).isEqualTo(lived);
        }
        assertThat(history.sightings())
                .anyMatch(seen -> seen.position() > boundary)
                .allSatisfy(seen -> {
                    RandomHistory.Sighting again = history.lookBack(seen);
                    assertThat(again.status() == 410 ? "archived" : again).isIn("archived", seen);
                });
        assertThat(history.sightings())
                .filteredOn(seen -> seen.position() > boundary
                        && !List.of("goals", "agents").contains(seen.subject().resource()))
                .isNotEmpty()
                .allSatisfy(seen -> assertThat(history.lookBack(seen)).isEqualTo(seen));
    }

    private static long lastPosition(Api api) {
        return api.read("/api/events?order=desc&limit=1")
                .path("items")
                .path(0)
                .path("position")
                .asLong();
    }

    /** One whose own creation is the first event of its log. */
    private Api newRecordedTenant() {
        String id = Api.of(port(), "l09", TenantId.DEFAULT)
                .create("/api/tenants", Map.of("name", "random"))
                .path("id")
                .asString();
        return Api.of(port(), "l05", TenantId.of(id));
    }

    private static JsonNode rebuild(String name, Api api) {
        return Api.json(api.post("/api/admin/projections/" + name + "/rebuild", Map.of())
                .expectStatus()
                .isOk());
    }

    /** Loses what events can bring back, past the service. */
    private void lose(ResourceType<?> type, Api api) throws SQLException {
        try (Connection connection = within(api.tenant());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    type.sealed().isEmpty()
                            ? "delete from " + type.table()
                            : "update " + type.table() + " set version = 99, updated_at = now()");
        }
    }

    @Test
    void mendsRowsThatAreAlteredLostOrInvented() throws SQLException {
        Api api = newTenant();
        for (int i = 0; i < 5; i++) {
            api.create("/api/goals", Map.of("description", "g" + i));
        }
        String goals = rows("goals", api);
        spoil(api);
        assertThat(rows("goals", api)).isNotEqualTo(goals);
        assertThat(rebuild("goals", api).path("removed").asLong()).isOne();
        assertThat(rows("goals", api)).isEqualTo(goals);
    }

    @Test
    void rebuildsMoreThanItHoldsInMemoryAtOnce() throws SQLException {
        Api api = newTenant();
        int many = 14;
        for (int i = 0; i < many; i++) {
            api.create("/api/documents", Map.of("title", "Report " + i, "content", "x".repeat(700_000)));
        }
        String documents = rows("documents", api);
        JsonNode rebuilt = Api.json(api.post("/api/admin/projections/documents/rebuild", Map.of()));
        assertThat(rebuilt.path("rebuilt").asLong()).isEqualTo(many);
        assertThat(rows("documents", api)).isEqualTo(documents);
    }

    @Test
    void keepsTheHashesOfKeysThatNoEventTells() throws SQLException {
        Api api = newTenant();
        api.as("l09").create("/api/api-keys", Map.of("name", "k", "principal", "bob", "roles", List.of("GUEST")));
        String keys = rows("api_keys", api);
        assertThat(keys).contains("key_hash");
        api.post("/api/admin/projections/api-keys/rebuild", Map.of())
                .expectStatus()
                .isOk();
        assertThat(rows("api_keys", api)).isEqualTo(keys);
    }

    @Test
    void isForAdministratorsAndKnownProjections() {
        Api api = newTenant();
        Problems.expect(
                api.as("l05", Role.DEVELOPER).post("/api/admin/projections/goals/rebuild", Map.of()), 403, "E1012");
        Problems.expect(api.post("/api/admin/projections/nonsense/rebuild", Map.of()), 404, "E1003");
    }

    /** Alters one row, loses one and invents one, past the service. */
    private void spoil(Api api) throws SQLException {
        try (Connection connection = within(api.tenant());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "update goals set description = 'spoilt', error = '{}' where id = (select min(id::text)::uuid from goals)");
            statement.execute("delete from goals where id = (select max(id::text)::uuid from goals)");
            statement.execute(
                    "insert into goals select (jsonb_populate_record(g, jsonb_build_object('id', gen_random_uuid()))).*"
                            + " from goals g limit 1");
        }
    }

    private String rows(String table, Api api) throws SQLException {
        try (Connection connection = within(api.tenant());
                Statement statement = connection.createStatement()) {
            try (ResultSet rows =
                    statement.executeQuery("select jsonb_agg(to_jsonb(t) order by id)::text from " + table + " t")) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
