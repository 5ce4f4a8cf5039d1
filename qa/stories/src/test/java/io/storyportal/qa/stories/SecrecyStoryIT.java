package io.storyportal.qa.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.cli.terminal.Json;
import io.storyportal.kit.web.ids.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Who may see what: one tenant nothing of another's, a stranger nothing at all, and a log no secret. */
@Tag("stories")
@ExtendWith(FleetExtension.class)
class SecrecyStoryIT {

    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.");
    /** What belongs to no tenant, or is one's own under whatever name. */
    private static final List<String> SHARED = List.of("tools", "models", "dashboard", "control");

    /** Refused to every other tenant, whatever the id. */
    private static final Set<String> OPERATORS_ONLY = Set.of("PATCH /api/v1/tenants/{id}");

    /** Comes to be only when L04 refuses a text; a stranger is refused whatever the id. */
    private static final String DEAD_LETTERS = "dead-letters";

    private static final String EXAMPLES = "{\"examples\":[{\"input\":{\"q\":1},\"output\":{\"a\":2}}]}";
    private static final String SPLITS = "{\"train\":0.8,\"validation\":0.1,\"test\":0.1,\"seed\":1}";

    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final StoryFleet fleet;

    SecrecyStoryIT(StoryFleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void answersAnothersIdsWithNotFoundOnEveryRoute() {
        var mine = Outside.developer(fleet);
        var ids = idsOf(mine);
        var other = Outside.otherTenant(fleet);
        var checked = new TreeSet<String>();
        var paths = mine.get("/api/v1/openapi.json").path("paths");
        for (var path : paths.propertyNames()) {
            var resource = path.replaceAll("^/api/v1/([a-z-]+)/.*$", "$1");
            if (!path.contains("{") || SHARED.contains(resource)) {
                continue;
            }
            var kind = path.contains("/agent/{") ? "agents" : resource;
            assertThat(ids).as("an id to try %s with", path).containsKey(kind);
            var concrete = path.replaceFirst("\\{.*}", Matcher.quoteReplacement(ids.get(kind)));
            for (var method : paths.path(path).propertyNames()) {
                var verb = method.toUpperCase(Locale.ROOT);
                if (verb.equals("PUT")) {
                    // Makes what is not there: one's own.
                    continue;
                }
                var body = verb.equals("GET") || verb.equals("DELETE") ? null : bodyFor(path);
                var answer = other.send(verb, concrete, body);
                assertThat(answer.statusCode())
                        .as("%s %s of another tenant: %s", verb, path, answer.body())
                        .isEqualTo(OPERATORS_ONLY.contains(verb + " " + path) ? 403 : 404);
                if (verb.equals("GET") && !path.endsWith("/progress") && !resource.equals(DEAD_LETTERS)) {
                    assertThat(mine.send(verb, concrete, null).statusCode())
                            .as("%s %s of one's own", verb, path)
                            .isEqualTo(200);
                }
                checked.add(resource);
            }
        }
        assertThat(checked).as("kinds of resources that were tried").containsAll(ids.keySet());
    }

    @Test
    void listsNothingOfAnotherTenant() throws IOException {
        var mine = Outside.developer(fleet);
        var ids = idsOf(mine);
        var other = Outside.otherTenant(fleet);
        for (var resource : List.of(
                "goals",
                "plans",
                "tasks",
                "agents",
                "documents",
                "memories",
                "artifacts",
                "events",
                "tool-executions",
                "sessions",
                "api-keys",
                "config/story")) {
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
                    var verb = method.toUpperCase(Locale.ROOT);
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

    private static String bodyFor(String outside) {
        return switch (outside) {
            case "/api/v1/tenants/{id}", "/api/v1/datasets/{id}" -> "{\"name\":\"taken over\"}";
            case "/api/v1/documents/{id}" -> "{\"title\":\"taken over\"}";
            case "/api/v1/feedback/{id}" -> "{\"processed\":true}";
            case "/api/v1/config/{namespace}/{key}/rollback" -> "{\"version\":1}";
            case "/api/v1/datasets/{id}/examples" -> EXAMPLES;
            case "/api/v1/datasets/{id}/splits" -> SPLITS;
            default -> "{}";
        };
    }

    /** One id of each kind of resource: what a goal leaves behind, and what an administrator makes. */
    private Map<String, String> idsOf(Outside mine) {
        var file = fleet.file("secret.csv", "sku,price\nA1,9.50\n");
        var goal = Json.parse(fleet.portal("goal", "Profile secret.csv", "--file", file, "--wait", "--json")
                .out());
        var ids = new LinkedHashMap<String, String>();
        ids.put("goals", goal.path("goal_id").asString());
        ids.put("plans", goal.path("plan_id").asString());
        ids.put("tasks", goal.path("tasks").get(0).path("id").asString());
        ids.put("documents", goal.path("documents").get(0).path("id").asString());
        for (var resource : List.of("agents", "artifacts", "tool-executions")) {
            ids.put(resource, first(mine, resource, "id"));
        }
        ids.put("events", first(mine, "events", "event_id"));
        putMade(ids, mine);
        return ids;
    }

    /** What the door, or a layer where the door does not, makes on demand. */
    private void putMade(Map<String, String> ids, Outside mine) {
        ids.put("api-keys", made(mine, "api-keys", "{\"name\":\"mine\",\"principal\":\"ann\",\"roles\":[\"GUEST\"]}"));
        ids.put(
                "sessions",
                inside(
                        "l02",
                        "POST",
                        "/api/sessions",
                        "{\"agent_id\":\"%s\",\"session_type\":\"story\"}".formatted(ids.get("agents"))));
        ids.put(
                "model-usage",
                inside("l04", "POST", "/api/model-usage", "{\"model_provider\":\"played\",\"model_name\":\"m\"}"));
        ids.put("tenants", TenantId.DEFAULT.toString());
        ids.put(
                "evaluations",
                inside(
                        "l09",
                        "POST",
                        "/api/evaluations",
                        "{\"agent_id\":\"%s\",\"evaluation_type\":\"story\",\"score\":1}"
                                .formatted(ids.get("agents"))));
        ids.put("feedback", made(mine, "feedback", "{\"feedback_type\":\"story\",\"rating\":5}"));
        ids.put("memories", made(mine, "memories", "{\"content\":\"A secret.\"}"));
        ids.put("datasets", made(mine, "datasets", "{\"name\":\"story\"}"));
        done(mine, "POST", "datasets/" + ids.get("datasets") + "/splits", SPLITS);
        ids.put(DEAD_LETTERS, "01900000-0000-7000-8000-00000000dead");
        ids.put("exports", made(mine, "exports", "{\"resource\":\"goals\",\"format\":\"csv\"}"));
        ids.put("cache", "story/secret");
        done(mine, "PUT", "cache/story/secret", "{\"value\":1,\"ttl\":600}");
        ids.put("state", inside("l02", "PUT", "/api/state/" + ids.get("sessions"), "{\"state\":{\"step\":1}}"));
        ids.put("config", "story/secret");
        done(mine, "PUT", "config/story/secret", "{\"value\":\"mine\"}");
    }

    private static void done(Outside mine, String verb, String path, String body) {
        var answer = mine.send(verb, "/api/v1/" + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    /** What the door makes for nobody: layers do. */
    private String inside(String layer, String method, String path, String body) {
        var made = Outside.asLayer(fleet, layer, TenantId.DEFAULT, method, path, body);
        assertThat(made.has("id")).as(made.toString()).isTrue();
        return made.path("id").asString();
    }

    private static String made(Outside mine, String resource, String body) {
        var answer = mine.send("POST", "/api/v1/" + resource, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(201, 202);
        return Json.parse(answer.body()).path("id").asString();
    }

    private static String first(Outside mine, String resource, String field) {
        return mine.get("/api/v1/" + resource + "?limit=1")
                .path("items")
                .get(0)
                .path(field)
                .asString();
    }
}
