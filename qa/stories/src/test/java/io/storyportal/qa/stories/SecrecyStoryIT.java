package io.storyportal.qa.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.cli.terminal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Who may see what: one tenant nothing of another's, a stranger nothing at all, and a log no secret. */
@Tag("stories")
@ExtendWith(FleetExtension.class)
class SecrecyStoryIT {

    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.");
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final StoryFleet fleet;

    SecrecyStoryIT(StoryFleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void answersAnothersIdsWithNotFoundOnEveryRoute() throws IOException {
        var mine = Outside.developer(fleet);
        var ids = idsOf(mine);
        var other = Outside.otherTenant(fleet);
        var checked = new ArrayList<String>();
        for (var route : routes()) {
            var outside = route.path("outside").asString();
            var resource = outside.replaceAll("^/api/v1/([a-z-]+)/\\{id}.*$", "$1");
            if (route.path("closed").asBoolean(false) || !ids.containsKey(resource)) {
                continue;
            }
            var path = outside.replace("{id}", ids.get(resource));
            for (var method : route.path("roles").propertyNames()) {
                var body = method.equals("GET") || method.equals("DELETE") ? null : bodyFor(outside);
                var answer = other.send(method, path, body);
                assertThat(answer.statusCode())
                        .as("%s %s of another tenant: %s", method, outside, answer.body())
                        .isEqualTo(404);
                if (method.equals("GET") && !outside.endsWith("/progress")) {
                    assertThat(mine.send(method, path, null).statusCode())
                            .as("%s %s of one's own", method, outside)
                            .isEqualTo(200);
                }
                checked.add(method + " " + outside);
            }
        }
        assertThat(checked).as("routes that were tried").hasSizeGreaterThan(15);
    }

    @Test
    void listsNothingOfAnotherTenant() throws IOException {
        var mine = Outside.developer(fleet);
        var ids = idsOf(mine);
        var other = Outside.otherTenant(fleet);
        for (var resource : List.of("goals", "plans", "tasks", "agents", "documents", "artifacts", "events")) {
            var listed = Json.compact(other.get("/api/v1/" + resource));
            assertThat(ids.values())
                    .allSatisfy(id -> assertThat(listed).as(resource).doesNotContain(id));
        }
    }

    @Test
    void refusesWhoeverHasNoOrAWrongCredentialOnEveryPathOfEveryLayer() throws IOException {
        var tried = 0;
        for (var layer : fleet.layers()) {
            var contract = StoryFleet.ROOT.resolve("contracts/openapi/" + layer + ".yaml");
            var paths = YAML.readTree(Files.readString(contract)).path("paths");
            for (var path : paths.propertyNames()) {
                if (path.startsWith("/health/l") || path.startsWith("/health/r") || isOpen(layer, path)) {
                    continue;
                }
                var concrete = path.replaceAll("\\{[^}]*}", "01900000-0000-7000-8000-00000000abcd");
                for (var method : paths.path(path).propertyNames()) {
                    var verb = method.toUpperCase(java.util.Locale.ROOT);
                    for (var stranger : strangers(layer)) {
                        var answer = stranger.send(verb, concrete, verb.equals("GET") ? null : "{}");
                        assertThat(answer.statusCode())
                                .as("%s %s of %s: %s", verb, path, layer, answer.body())
                                .isEqualTo(401);
                        tried++;
                    }
                }
            }
        }
        assertThat(tried).isGreaterThan(100);
    }

    @Test
    void writesNoSecretIntoAnyLog() throws IOException {
        var other = Outside.otherTenant(fleet);
        other.get("/api/v1/goals");
        var secrets = new LinkedHashMap<String, String>();
        secrets.put("the development key", Outside.DEVELOPMENT_KEY);
        secrets.put("a tenant's key", String.valueOf(other.key()));
        for (var file : List.of("postgres/password", "postgres/superuser.password", "redis/password")) {
            secrets.put(
                    file, Files.readString(fleet.home().folder().resolve(file)).strip());
        }
        for (var layer : fleet.layers()) {
            var key = Json.parse(Files.readString(fleet.home().keys().resolve(layer + ".jwk")));
            secrets.put("the private key of " + layer, key.path("d").asString());
        }
        fleet.logs().forEach((name, log) -> {
            secrets.forEach((what, secret) ->
                    assertThat(log.contains(secret)).as(what + " in " + name).isFalse());
            assertThat(JWT.matcher(log).find()).as("a token in " + name).isFalse();
        });
    }

    private List<Outside> strangers(String layer) {
        return List.of(new Outside(fleet.url(layer), null), new Outside(fleet.url(layer), "not-a-key"));
    }

    /** The door's own pages for people who have not logged in yet. */
    private static boolean isOpen(String layer, String path) {
        return layer.equals("l09") && (path.startsWith("/health/") || path.startsWith("/api/v1/session"))
                || path.startsWith("/ui");
    }

    private static JsonNode routes() throws IOException {
        return YAML.readTree(Files.readString(StoryFleet.ROOT.resolve("contracts/routes.yaml")))
                .path("routes");
    }

    private static String bodyFor(String outside) {
        return outside.startsWith("/api/v1/documents") ? "{\"title\":\"taken over\"}" : "{}";
    }

    /** One id of each kind of resource that a goal leaves behind. */
    private Map<String, String> idsOf(Outside mine) {
        var file = fleet.file("secret.csv", "sku,price\nA1,9.50\n");
        var goal = Json.parse(fleet.portal("goal", "Profile secret.csv", "--file", file, "--wait", "--json")
                .out());
        var ids = new LinkedHashMap<String, String>();
        ids.put("goals", goal.path("goal_id").asString());
        ids.put("plans", goal.path("plan_id").asString());
        ids.put("tasks", goal.path("tasks").get(0).path("id").asString());
        ids.put("documents", goal.path("documents").get(0).path("id").asString());
        for (var resource : List.of("agents", "artifacts")) {
            ids.put(resource, first(mine, resource, "id"));
        }
        ids.put("events", first(mine, "events", "event_id"));
        return ids;
    }

    private static String first(Outside mine, String resource, String field) {
        return mine.get("/api/v1/" + resource + "?limit=1")
                .path("items")
                .get(0)
                .path(field)
                .asString();
    }
}
