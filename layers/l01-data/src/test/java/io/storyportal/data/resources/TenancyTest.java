package io.storyportal.data.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

class TenancyTest extends Scene {

    /** One of each resource, by the path of the one. */
    private Map<String, Map<String, Object>> oneOfEach(Api api) {
        Map<String, Map<String, Object>> made = new LinkedHashMap<>();
        UUID goal = UUID.fromString(make(made, api, "l05", "/api/goals", Map.of("description", "x")));
        String plan = make(made, api, "l05", "/api/plans", Map.of("goal_id", goal, "steps", Map.of()));
        make(made, api, "l05", "/api/tasks", Map.of("plan_id", plan, "name", "a"));
        make(made, api, "l02", "/api/agents", Map.of("name", "a"));
        make(made, api, "l03", "/api/tools", Map.of("name", "t", "schema_def", Map.of()));
        make(made, api, "l03", "/api/tool-executions", Map.of("tool_name", "t"));
        make(made, api, "l04", "/api/model-usage", Map.of("model_provider", "p", "model_name", "m"));
        make(made, api, "l05", "/api/documents", Map.of("title", "d"));
        make(made, api, "l09", "/api/api-keys", Map.of("name", "k", "principal", "bob", "roles", List.of("GUEST")));
        oneOfTheRest(made, api);
        String artifact = Api.json(api.client()
                        .post()
                        .uri("/api/artifacts?name=a.txt")
                        .contentType(MediaType.TEXT_PLAIN)
                        .bodyValue("hello")
                        .exchange())
                .path("id")
                .asString();
        made.put("/api/artifacts/" + artifact, Map.of());
        made.put("/api/artifacts/" + artifact + "/content", Map.of());
        made.put(
                "/api/events/"
                        + api.read("/api/events")
                                .path("items")
                                .get(0)
                                .path("event_id")
                                .asString(),
                Map.of());
        return made;
    }

    private static void oneOfTheRest(Map<String, Map<String, Object>> made, Api api) {
        String session = make(made, api, "l02", "/api/sessions", Map.of());
        made.put("/api/sessions/" + session + "/history", Map.of());
        api.as("l02")
                .client()
                .put()
                .uri("/api/state/" + session)
                .bodyValue(Map.of("state", Map.of()))
                .exchange()
                .expectStatus()
                .isOk();
        made.put("/api/state/" + session, Map.of());
        make(made, api, "l09", "/api/evaluations", Map.of("evaluation_type", "accuracy", "score", 1));
        make(made, api, "l09", "/api/feedback", Map.of("feedback_type", "comment"));
        made.put(
                "/api/memories/" + make(made, api, "l02", "/api/memories", Map.of("content", "m")) + "/replica",
                Map.of());
        String dataset = "/api/datasets/" + make(made, api, "l09", "/api/datasets", Map.of("name", "d"));
        api.as("l09").create(dataset + "/splits", Map.of("train", 1, "validation", 0, "test", 0));
        api.as("l09").create(dataset + "/examples", Map.of("examples", List.of(Map.of("input", 1))));
        made.put(dataset + "/splits", Map.of());
        made.put(dataset + "/examples", Map.of());
    }

    private static String make(
            Map<String, Map<String, Object>> made, Api api, String service, String path, Map<String, Object> body) {
        String id = api.as(service).create(path, body).path("id").asString();
        made.put(path + "/" + id, body);
        return id;
    }

    @Test
    void answersAnotherTenantsIdsWithNotFoundOnEveryRoute() {
        Api owner = newTenant();
        Api stranger = newTenant();
        Map<String, Object> change = Map.of("metadata", Map.of("stolen", true), "context", Map.of());
        oneOfEach(owner).keySet().forEach(path -> {
            for (String service : List.of("l02", "l03", "l04", "l05", "l09")) {
                Problems.expect(stranger.as(service).get(path), 404, "E1003");
            }
            for (HttpMethod method : List.of(HttpMethod.PATCH, HttpMethod.DELETE)) {
                int status = stranger.as("l02")
                        .client()
                        .method(method)
                        .uri(path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(change)
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .value();
                assertThat(status).as("%s %s", method, path).isBetween(400, 499);
            }
            owner.get(path).expectStatus().isOk();
        });
    }

    @Test
    void listsOnlyTheTenantsOwn() {
        Api owner = newTenant();
        Api stranger = newTenant();
        oneOfEach(owner).keySet().stream()
                .filter(path -> !path.startsWith("/api/state/"))
                .map(path -> path.substring(0, path.indexOf('/', "/api/".length())))
                .distinct()
                .forEach(list -> {
                    assertThat(owner.read(list).path("items")).as(list).isNotEmpty();
                    assertThat(stranger.read(list).path("items")).as(list).isEmpty();
                });
    }

    @Test
    void refusesReferencesToAnotherTenantsResources() {
        String goal = newTenant()
                .create("/api/goals", Map.of("description", "x"))
                .path("id")
                .asString();
        Problems.expect(newTenant().post("/api/plans", Map.of("goal_id", goal, "steps", Map.of())), 422, "E1104");
    }

    @Test
    void forcesRowLevelSecurityOnEveryTableOfATenant() throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery("""
                        select c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relowner::regrole::text as owner,
                               (select attname from pg_attribute where attrelid = c.oid and attnum = i.indkey[0]) as first,
                               exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'one_tenant') as guarded
                          from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
                          join pg_index i on i.indrelid = c.oid and i.indisunique
                         where c.relnamespace = 'l01'::regnamespace and c.relkind in ('r', 'p')
                        """)) {
            int count = 0;
            while (tables.next()) {
                count++;
                String table = tables.getString("relname");
                assertThat(tables.getBoolean("relrowsecurity")).as(table).isTrue();
                assertThat(tables.getBoolean("relforcerowsecurity")).as(table).isTrue();
                assertThat(tables.getBoolean("guarded")).as(table).isTrue();
                assertThat(tables.getString("first"))
                        .as("first column of a unique key of " + table)
                        .isEqualTo("tenant_id");
                assertThat(tables.getString("owner")).as(table).doesNotStartWith("portal_l01");
            }
            assertThat(count).isGreaterThanOrEqualTo(25);
        }
    }

    @Test
    void showsTheAppNothingWithoutATenantAndNothingOfOthers() throws SQLException {
        Api owner = newTenant();
        oneOfEach(owner);
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute("set role portal_l01_app");
            for (String table : List.of("events", "goals", "api_keys", "aggregate_heads", "tenants")) {
                assertThat(countOf(statement, table)).as(table).isZero();
            }
            statement.execute("select set_config('app.tenant', '" + Ids.uuid7() + "', false)");
            assertThat(countOf(statement, "events")).isZero();
            statement.execute("select set_config('app.tenant', '" + owner.tenant() + "', false)");
            assertThat(countOf(statement, "goals")).isOne();
        }
    }

    private static int countOf(Statement statement, String table) throws SQLException {
        try (ResultSet count = statement.executeQuery("select count(*) from " + table)) {
            count.next();
            return count.getInt(1);
        }
    }

    @Test
    void letsOnlyThePlatformsAdministratorsMakeTenants() {
        Api platform = Api.of(port(), "l09", TenantId.DEFAULT);
        String id = platform.create("/api/tenants", Map.of("name", "acme"))
                .path("id")
                .asString();
        Api acme = Api.of(port(), "l09", TenantId.of(id));
        assertThat(acme.read("/api/tenants/" + id).path("name").asString()).isEqualTo("acme");
        assertThat(acme.read("/api/tenants").path("items")).hasSize(1);
        assertThat(acme.read("/api/events")
                        .path("items")
                        .get(0)
                        .path("position")
                        .asLong())
                .isOne();
        Problems.expect(acme.get("/api/tenants/" + TenantId.DEFAULT), 404, "E1003");
        Problems.expect(acme.post("/api/tenants", Map.of("name", "more")), 403, "E1012");
        assertThat(platform.read("/api/tenants").path("items").valueStream().map(each -> each.path("name")
                        .asString()))
                .contains("acme", "default");
    }
}
