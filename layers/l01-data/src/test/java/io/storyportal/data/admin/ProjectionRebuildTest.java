package io.storyportal.data.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProjectionRebuildTest extends Scene {

    @Test
    void makesTheRowsThatLivingMadeFromARandomHistory() throws SQLException {
        Api api = newTenant();
        liveThrough(api, new Random(42));
        String goals = rows("goals", api);
        String agents = rows("agents", api);
        List<String> others = List.of("evaluations", "feedback", "state", "sessions", "config", "datasets");
        List<String> lived = rowsOfEach(others, api);
        spoil(api);
        assertThat(rows("goals", api)).isNotEqualTo(goals);
        JsonNode rebuilt = Api.json(api.post("/api/admin/projections/goals/rebuild", Map.of()));
        assertThat(rebuilt.path("removed").asLong()).isOne();
        api.post("/api/admin/projections/agents/rebuild", Map.of())
                .expectStatus()
                .isOk();
        assertThat(rows("goals", api)).isEqualTo(goals);
        assertThat(rows("agents", api)).isEqualTo(agents);
        for (String table : others) {
            empty(table, api);
            api.post("/api/admin/projections/" + table + "/rebuild", Map.of())
                    .expectStatus()
                    .isOk();
        }
        assertThat(rowsOfEach(others, api)).isEqualTo(lived).doesNotContainNull();
    }

    private List<String> rowsOfEach(List<String> tables, Api api) throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : tables) {
            rows.add(rows(table, api));
        }
        return rows;
    }

    /** Loses all rows of a table, past the service. */
    private void empty(String table, Api api) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute("set role portal_l01_app");
            statement.execute("select set_config('app.tenant', '" + api.tenant() + "', false)");
            statement.execute("delete from " + table);
        }
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

    private static void liveThrough(Api api, Random random) {
        Api runtime = api.as("l02");
        List<String> goals = new ArrayList<>();
        List<String> agents = new ArrayList<>();
        List<Map<String, Object>> changes = List.of(
                Map.of("status", "running"),
                Map.of("status", "completed"),
                Map.of("metadata", Map.of("a", List.of(1, 2.5, "x"))),
                Map.of("priority", 1, "description", "changed"),
                Map.of("error", Map.of("code", "E5")));
        for (int i = 0; i < 70; i++) {
            liveMore(api.as("l09"), random);
            switch (random.nextInt(4)) {
                case 0 ->
                    goals.add(api.create("/api/goals", Map.of("description", "g" + i))
                            .path("id")
                            .asString());
                case 1 ->
                    agents.add(runtime.create("/api/agents", Map.of("name", "a" + i))
                            .path("id")
                            .asString());
                case 2 -> {
                    if (!goals.isEmpty()) {
                        String goal = goals.get(random.nextInt(goals.size()));
                        api.patch("/api/goals/" + goal, changes.get(random.nextInt(changes.size())));
                    }
                }
                default -> {
                    if (agents.size() > 3) {
                        String agent = agents.remove(random.nextInt(agents.size()));
                        runtime.client().delete().uri("/api/agents/" + agent).exchange();
                    }
                }
            }
        }
    }

    private static void liveMore(Api door, Random random) {
        switch (random.nextInt(5)) {
            case 0 ->
                door.create(
                        "/api/evaluations",
                        Map.of("evaluation_type", "e" + random.nextInt(3), "score", random.nextInt(10_001) / 10_000.0));
            case 1 -> liveASession(door, random);
            case 2 -> liveADataset(door, random);
            case 3 -> door.create("/api/feedback", Map.of("feedback_type", "f", "rating", 1 + random.nextInt(5)));
            default -> {
                JsonNode open = door.read("/api/feedback/unprocessed?limit=1").path("items");
                open.forEach(
                        one -> door.patch("/api/feedback/" + one.path("id").asString(), Map.of("processed", true)));
            }
        }
    }

    private static void liveADataset(Api door, Random random) {
        String dataset = "/api/datasets/"
                + door.create("/api/datasets", Map.of("name", "d")).path("id").asString();
        if (random.nextBoolean()) {
            door.create(dataset + "/splits", Map.of("train", 0.5, "validation", 0.25, "test", 0.25));
        } else if (random.nextBoolean()) {
            door.client().delete().uri(dataset).exchange();
        }
    }

    /** Settings and states go and come back: what was before they went is no part of what is there. */
    private static void liveASession(Api door, Random random) {
        String session =
                door.create("/api/sessions", Map.of("checkpoint", 1)).path("id").asString();
        for (String path : List.of("/api/state/" + session, "/api/config/a/k" + random.nextInt(3))) {
            Map<String, Object> body = Map.of(path.contains("state") ? "state" : "value", Map.of("a", 1));
            door.client().put().uri(path).bodyValue(body).exchange();
            if (random.nextBoolean()) {
                door.client().delete().uri(path).exchange();
                door.client().put().uri(path).bodyValue(body).exchange();
            }
        }
        if (random.nextBoolean()) {
            door.patch("/api/sessions/" + session, Map.of("status", "ended"));
        }
    }

    /** Alters one row, loses one and invents one, past the service. */
    private void spoil(Api api) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute("set role portal_l01_app");
            statement.execute("select set_config('app.tenant', '" + api.tenant() + "', false)");
            statement.execute(
                    "update goals set description = 'spoilt', error = '{}' where id = (select min(id::text)::uuid from goals)");
            statement.execute("delete from goals where id = (select max(id::text)::uuid from goals)");
            statement.execute(
                    "insert into goals select (jsonb_populate_record(g, jsonb_build_object('id', gen_random_uuid()))).*"
                            + " from goals g limit 1");
        }
    }

    private String rows(String table, Api api) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute("set role portal_l01_app");
            statement.execute("select set_config('app.tenant', '" + api.tenant() + "', false)");
            try (ResultSet rows =
                    statement.executeQuery("select jsonb_agg(to_jsonb(t) order by id)::text from " + table + " t")) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
