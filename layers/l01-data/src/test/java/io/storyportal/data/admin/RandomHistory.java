package io.storyportal.data.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.kit.web.ids.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tenant's life by chance: all that clients can do to its resources, and what reads answered in between. */
final class RandomHistory {

    /** A resource and where it is read. */
    record Subject(String resource, String id, String path) {}

    /** What a read answered when the log ended at a position; no body for one that was not there. */
    record Sighting(Subject subject, long position, int status, JsonNode body) {}

    private record Kind(
            String service, Supplier<Map<String, ?>> creation, List<Map<String, ?>> changes, boolean removable) {}

    private final Api api;
    private final Random random;
    private final Map<String, Kind> kinds;
    private final List<String> names;
    private final List<Subject> subjects = new ArrayList<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private int made;

    RandomHistory(Api api, long seed) {
        this.api = api;
        this.random = new Random(seed);
        this.kinds = kinds();
        this.names = kinds.keySet().stream().sorted().toList();
        subjects.add(new Subject("tenants", api.tenant().toString(), "/api/tenants/" + api.tenant()));
        oneOfEach();
    }

    List<Sighting> sightings() {
        return sightings;
    }

    /** Leaves no kind of resource without one. */
    private void oneOfEach() {
        names.forEach(this::create);
        putConfig();
        upload();
        create("sessions");
        putState(subjects.getLast().id());
    }

    void live(int acts) {
        for (int i = 0; i < acts; i++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> create(any(names));
                case 3, 4, 5 -> change(any(subjects));
                case 6 -> remove(any(subjects));
                case 7 -> batch();
                case 8 -> more();
                default -> api.patch("/api/tenants/" + api.tenant(), Map.of("metadata", something()));
            }
            sight(any(subjects));
        }
        oneOfEach();
        subjects.forEach(this::sight);
    }

    private void more() {
        switch (random.nextInt(4)) {
            case 0 -> putConfig();
            case 1 -> rollBack();
            case 2 -> upload();
            default -> putState(anyId("sessions"));
        }
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String anyId(String resource) {
        return any(subjects.stream()
                        .filter(subject -> subject.resource().equals(resource))
                        .toList())
                .id();
    }

    private Map<String, Object> something() {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("nothing", null);
        List<Object> values =
                List.of(1, 2.50, 1e-7, Long.MAX_VALUE, "ä\u2028\ud83d\ude00 '\\", List.of(), nothing, true);
        return Map.of("k" + random.nextInt(4), any(values), "deep", Map.of("list", List.of(any(values), any(values))));
    }

    private Map<String, Kind> kinds() {
        Map<String, Kind> all = new HashMap<>();
        Map<String, Object> metadata = Map.of("metadata", something());
        putWork(all, metadata);
        putPrograms(all, metadata);
        putRecords(all, metadata);
        putJudgements(all, metadata);
        return all;
    }

    private void putWork(Map<String, Kind> all, Map<String, Object> metadata) {
        all.put(
                "goals",
                new Kind(
                        "l05",
                        () -> Map.of("description", "g"),
                        List.of(
                                metadata,
                                Map.of("status", "running"),
                                Map.of("status", "completed"),
                                Map.of("status", "failed", "completed_at", "2026-01-02T03:04:05.123456789+02:00"),
                                Map.of("priority", 1, "success_criteria", List.of("a", "b")),
                                Map.of("error", something())),
                        false));
        all.put(
                "plans",
                new Kind(
                        "l05",
                        () -> Map.of("goal_id", anyId("goals"), "steps", something()),
                        List.of(
                                metadata,
                                Map.of("status", "running"),
                                Map.of("steps", List.of(1, "x"), "current_step", 1)),
                        false));
        all.put(
                "tasks",
                new Kind(
                        "l05",
                        () -> Map.of("plan_id", anyId("plans"), "name", "t"),
                        List.of(
                                metadata,
                                Map.of("status", "completed", "output_data", List.of(0.1)),
                                Map.of("attempt", 2)),
                        false));
    }

    private void putPrograms(Map<String, Kind> all, Map<String, Object> metadata) {
        all.put(
                "agents",
                new Kind(
                        "l02",
                        () -> Map.of("name", "a", "did", "did:" + made),
                        List.of(metadata, Map.of("status", "ready"), Map.of("configuration", something())),
                        true));
        all.put(
                "tools",
                new Kind(
                        "l03",
                        () -> Map.of("name", "t" + made, "schema_def", something()),
                        List.of(metadata, Map.of("enabled", false), Map.of("description", "d")),
                        false));
        all.put(
                "tool-executions",
                new Kind(
                        "l03",
                        () -> Map.of("tool_name", "t", "call_key", "c" + made),
                        List.of(metadata, Map.of("status", "completed", "output_result", 1.5, "duration_ms", 7)),
                        false));
        all.put(
                "model-usage",
                new Kind(
                        "l04",
                        () -> Map.of(
                                "model_provider",
                                "p",
                                "model_name",
                                "m",
                                "cost_estimate",
                                random.nextInt(9999) / 1000.0),
                        List.of(),
                        false));
    }

    private void putRecords(Map<String, Kind> all, Map<String, Object> metadata) {
        all.put(
                "documents",
                new Kind(
                        "l05",
                        () -> Map.of("title", "d", "content", "words", "tags", List.of("x")),
                        List.of(metadata, Map.of("tags", List.of("a", "b")), Map.of("content", "other words")),
                        true));
        all.put(
                "sessions",
                new Kind(
                        "l02",
                        () -> Map.of("checkpoint", something()),
                        List.of(
                                Map.of("context", something()),
                                Map.of("status", "suspended"),
                                Map.of("status", "ended")),
                        false));
        all.put(
                "memories",
                new Kind(
                        "l02",
                        () -> Map.of("content", "m" + made, "metadata", something(), "tags", List.of("x")),
                        List.of(),
                        true));
        all.put(
                "evaluations",
                new Kind(
                        "l09",
                        () -> Map.of("evaluation_type", "e", "score", random.nextInt(10_001) / 10_000.0),
                        List.of(),
                        false));
        all.put(
                "feedback",
                new Kind(
                        "l09",
                        () -> Map.of("feedback_type", "f", "rating", 1 + random.nextInt(5)),
                        List.of(Map.of("processed", true)),
                        false));
    }

    private void putJudgements(Map<String, Kind> all, Map<String, Object> metadata) {
        all.put(
                "datasets",
                new Kind(
                        "l09",
                        () -> Map.of("name", "d", "metadata", something()),
                        List.of(metadata, Map.of("description", "d")),
                        true));
        all.put(
                "api-keys",
                new Kind(
                        "l09",
                        () -> Map.of("name", "k", "principal", "bob", "roles", List.of("GUEST", "DEVELOPER")),
                        List.of(),
                        true));
    }

    private Kind kind(String resource) {
        return kinds.getOrDefault(resource, new Kind("l09", Map::of, List.of(), true));
    }

    private void create(String resource) {
        made++;
        Kind kind = kind(resource);
        know(
                resource,
                api.as(kind.service())
                        .create("/api/" + resource, kind.creation().get()));
    }

    private void know(String resource, JsonNode answer) {
        String id = answer.path("id").asString();
        subjects.add(new Subject(resource, id, "/api/" + resource + "/" + id));
    }

    private void change(Subject subject) {
        Kind kind = kind(subject.resource());
        if (!kind.changes().isEmpty()) {
            act(kind.service(), HttpMethod.PATCH, subject.path(), any(kind.changes()));
        } else if (subject.resource().equals("config")) {
            act("l09", HttpMethod.PUT, subject.path(), Map.of("value", something()));
        }
        if (subject.resource().equals("datasets")) {
            act(
                    "l09",
                    HttpMethod.POST,
                    subject.path() + "/splits",
                    Map.of("train", 0.5, "validation", 0.25, "test", 0.25));
        }
    }

    private void remove(Subject subject) {
        Kind kind = kind(subject.resource());
        if (kind.removable() && !subject.resource().equals("tenants")) {
            act(kind.service(), HttpMethod.DELETE, subject.path(), Map.of());
        }
    }

    /** Whatever comes of it: some of it is refused by chance, none of it fails. */
    private JsonNode act(String service, HttpMethod method, String path, Map<String, ?> body) {
        EntityExchangeResult<byte[]> result = api.as(service)
                .client()
                .method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectBody()
                .returnResult();
        assertThat(result.getStatus().is5xxServerError())
                .as("%s %s %s", method, path, body)
                .isFalse();
        byte[] answer = result.getStatus().is2xxSuccessful() ? result.getResponseBody() : null;
        return JsonMapper.shared().readTree(answer == null ? "{}".getBytes() : answer);
    }

    private void batch() {
        UUID goal = Ids.uuid7();
        UUID plan = Ids.uuid7();
        String other = anyId("goals");
        List<Map<String, Object>> commands = List.of(
                command("goals", "create", goal, Map.of("description", "together")),
                command("plans", "create", plan, Map.of("goal_id", goal, "steps", something())),
                command("tasks", "create", Ids.uuid7(), Map.of("plan_id", plan, "name", "a")),
                command("goals", "patch", goal, Map.of("metadata", something())),
                command("goals", "patch", other, Map.of("priority", 1 + random.nextInt(12))));
        if (!act("l05", HttpMethod.POST, "/api/commands/batch", Map.of("commands", commands))
                .isEmpty()) {
            subjects.add(new Subject("goals", goal.toString(), "/api/goals/" + goal));
            subjects.add(new Subject("plans", plan.toString(), "/api/plans/" + plan));
        }
        act(
                "l02",
                HttpMethod.POST,
                "/api/commands/batch",
                Map.of(
                        "commands",
                        List.of(command("sessions", "patch", anyId("sessions"), Map.of("status", "ended")))));
    }

    private static Map<String, Object> command(String resource, String op, Object id, Map<String, ?> body) {
        return Map.of("resource", resource, "op", op, "id", id, "body", body);
    }

    private void putConfig() {
        String path = "/api/config/a/k" + random.nextInt(3);
        JsonNode entry = act("l09", HttpMethod.PUT, path, Map.of("value", something()));
        Subject subject = new Subject("config", entry.path("id").asString(), path);
        if (!subjects.contains(subject)) {
            subjects.add(subject);
        }
    }

    private void rollBack() {
        String path = "/api/config/a/k" + random.nextInt(3) + "/rollback";
        act("l09", HttpMethod.POST, path, Map.of("version", 1 + random.nextInt(4)));
    }

    private void upload() {
        know(
                "artifacts",
                Api.json(api.client()
                        .post()
                        .uri("/api/artifacts?name=a.txt")
                        .contentType(MediaType.TEXT_PLAIN)
                        .bodyValue("hello " + made)
                        .exchange()
                        .expectStatus()
                        .isCreated()));
    }

    private void putState(String session) {
        Subject subject = new Subject("state", session, "/api/state/" + session);
        act("l02", HttpMethod.PUT, subject.path(), Map.of("state", something()));
        if (!subjects.contains(subject)) {
            subjects.add(subject);
        }
    }

    private void sight(Subject subject) {
        long position = api.read("/api/events?order=desc&limit=1")
                .path("items")
                .get(0)
                .path("position")
                .asLong();
        sightings.add(sight(subject, position, subject.path()));
    }

    /** What the look back to the same position answers. */
    Sighting lookBack(Sighting sighting) {
        Subject subject = sighting.subject();
        return sight(
                subject,
                sighting.position(),
                "/api/history/" + subject.resource() + "/" + subject.id() + "?position=" + sighting.position());
    }

    private Sighting sight(Subject subject, long position, String path) {
        EntityExchangeResult<byte[]> result = api.get(path).expectBody().returnResult();
        int status = result.getStatus().value();
        JsonNode body = status == 200
                ? JsonMapper.shared().readTree(result.getResponseBody())
                : JsonMapper.shared().createObjectNode();
        return new Sighting(subject, position, status, body);
    }
}
