package io.storyportal.planning.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.testing.Tokens;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.DevKey;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.planning.FakeLayers;
import io.storyportal.planning.FakeModels;
import io.storyportal.planning.execution.FakeLedger;
import io.storyportal.planning.execution.FakeTools;
import io.storyportal.planning.work.WorkFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@LayerTest
@Import(FakeLayers.class)
@Tag("l05")
@Tag("integration")
class GoalsOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort
    int port;

    @Autowired
    FakeLedger ledger;

    @Autowired
    FakeTools tools;

    @Autowired
    FakeModels models;

    private WebTestClient client;

    @BeforeEach
    void connect() {
        client = client(DevKey.VALUE);
        models.reset();
        FakeLayers.usual(tools, ledger);
        await().untilAsserted(() ->
                client.get().uri("/health/ready").exchange().expectStatus().isOk());
    }

    private WebTestClient client(String token) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
    }

    private static MultipartBodyBuilder form(String description, String... files) {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        for (String file : files) {
            form.part("file", "id,x\n1,2\n").filename(file).contentType(MediaType.parseMediaType("text/csv"));
        }
        form.part("description", description);
        return form;
    }

    private ResponseSpec send(MultipartBodyBuilder form, String... key) {
        var request = client.post().uri("/goals");
        if (key.length > 0) {
            request.header("Idempotency-Key", key[0]);
        }
        return request.body(BodyInserters.fromMultipartData(form.build())).exchange();
    }

    private static JsonNode json(ResponseSpec answer, int status) {
        return JSON.readTree(answer.expectStatus()
                .isEqualTo(status)
                .expectBody()
                .returnResult()
                .getResponseBody());
    }

    private JsonNode get(String path, Object... values) {
        return json(client.get().uri(path, values).exchange(), 200);
    }

    private JsonNode reportWhen(String goal, String status) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        get("/goals/{id}", goal).get("status").asString())
                .isEqualTo(status));
        return get("/goals/{id}/report", goal);
    }

    @Test
    void takesAGoalWithItsFileAndReportsWhatCameOfIt() {
        JsonNode accepted = json(send(form("Profile orders.csv and write a report", "orders.csv")), 202);
        JsonNode report = reportWhen(accepted.get("goal_id").asString(), "completed");
        assertThat(report.propertyNames())
                .contains("goal_id", "plan_id", "status", "duration_ms", "cost", "tasks", "documents");
        assertThat(report.get("plan_id")).isEqualTo(accepted.get("plan_id"));
        assertThat(report.get("tasks"))
                .hasSize(6)
                .allSatisfy(task -> assertThat(task.get("status").asString()).isEqualTo("completed"));
        assertThat(report.at("/documents/0/content").asString()).isEqualTo("# Profile of orders.csv");
        assertThat(report.at("/documents/1/content_type").asString()).isEqualTo("application/json");
        assertThat(JSON.readTree(report.at("/documents/1/content").asString())
                        .at("/profile/rows")
                        .intValue())
                .isEqualTo(3);
        assertThat(report.get("origin").asString()).contains("profile-dataset");
    }

    @Test
    void takesFilesThatAreInL01Already() {
        UUID file = ledger.store("old.csv", "text/csv", reactor.core.publisher.Flux.empty())
                .block()
                .id();
        UUID other = ledger.store("new.csv", "text/csv", reactor.core.publisher.Flux.empty())
                .block()
                .id();
        JsonNode accepted = json(post("/goals", """
                {"description": "Compare these two lists", "artifact_ids": ["%s", "%s"], "options": {"key": "id"}}""".formatted(file, other)), 202);
        reportWhen(accepted.get("goal_id").asString(), "completed");
        assertThat(tools.inputOf("compare")).isEqualTo(JSON.readTree("""
                {"left": "inputs/old.csv", "right": "inputs/new.csv", "key": ["id"]}"""));
    }

    private ResponseSpec post(String path, String body) {
        return client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    @Test
    void followsAGoalToItsEnd() {
        String goal = json(send(form("Profile orders.csv", "orders.csv")), 202)
                .get("goal_id")
                .asString();
        List<String> events = client.get()
                .uri("/goals/{id}/progress", goal)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .returnResult(
                        new org.springframework.core.ParameterizedTypeReference<
                                org.springframework.http.codec.ServerSentEvent<String>>() {})
                .getResponseBody()
                .mapNotNull(org.springframework.http.codec.ServerSentEvent::event)
                .collectList()
                .block(Duration.ofSeconds(20));
        assertThat(events).last().isEqualTo("done");
        assertThat(events.subList(0, events.size() - 1)).allMatch("report"::equals);
    }

    @Test
    void saysWhatAGoalLacksAndKeepsNothingOfIt() {
        int before = ledger.artifacts().size();
        JsonNode problem = json(send(form("Compare these two lists by sku", "only.csv")), 422);
        assertThat(problem.get("code").asString()).isEqualTo("E5101");
        assertThat(problem.get("template").asString()).isEqualTo("compare-datasets");
        assertThat(ledger.artifacts()).hasSize(before);
    }

    @Test
    void saysHowToConfigureAModelWhenOnlyAModelCouldPlan() {
        JsonNode problem = json(send(form("Write a haiku about autumn")), 422);
        assertThat(problem.get("code").asString()).isEqualTo("E5100");
        assertThat(problem.get("remedy").asString()).contains("ANTHROPIC_API_KEY", "OLLAMA_BASE_URL");
    }

    @Test
    void matchesByKeywordsWithoutEmbeddingsAndSaysSo() {
        models.cannotEmbed();
        String goal = json(send(form("Profile the dataset orders.csv, please", "orders.csv")), 202)
                .get("goal_id")
                .asString();
        assertThat(reportWhen(goal, "completed").get("origin").asString()).contains("keywords");
    }

    @Test
    void remembersGoalsOfTheSameShape() {
        reportWhen(
                json(send(form("Profile the columns of a.csv", "a.csv")), 202)
                        .get("goal_id")
                        .asString(),
                "completed");
        String second = json(send(form("Profile the columns of b.csv", "b.csv")), 202)
                .get("goal_id")
                .asString();
        JsonNode report = reportWhen(second, "completed");
        assertThat(report.get("origin").asString()).startsWith("Seen before.");
        assertThat(report.at("/documents/0/title").asString()).isEqualTo("Profile of b.csv");
    }

    @Test
    void refusesWhatItCannotRead() {
        Problems.expect(send(form("x", "orders.csv")), 422, "E5100");
        MultipartBodyBuilder stranger = form("Profile it", "orders.csv");
        stranger.part("surprise", "x");
        Problems.expect(send(stranger), 400, "E5108");
        MultipartBodyBuilder nothing = new MultipartBodyBuilder();
        nothing.part("options", "{}");
        Problems.expect(send(nothing), 400, "E5108");
        MultipartBodyBuilder broken = new MultipartBodyBuilder();
        broken.part("goal", "{\"description\": ");
        Problems.expect(send(broken), 400, "E5001");
        Problems.expect(send(form("x".repeat(10_001))), 422, "E5002");
        Problems.expect(
                post(
                        "/goals",
                        "{\"description\": \"Profile it\", \"artifact_ids\": [\"%s\"]}".formatted(UUID.randomUUID())),
                422,
                "E5105");
        Problems.expect(
                post("/goals", "{\"description\": \"Do\", \"options\": {\"template\": \"none\"}}"), 422, "E5106");
    }

    @Test
    void takesARepeatedRequestForTheSameGoal() {
        String key = UUID.randomUUID().toString();
        JsonNode first = json(send(form("Profile orders.csv", "orders.csv"), key), 202);
        assertThat(json(send(form("Profile orders.csv", "orders.csv"), key), 202))
                .isEqualTo(first);
        Problems.expect(send(form("Profile orders.csv with care", "orders.csv"), key), 422, "E5016");
        Problems.expect(send(form("Profile orders.csv", "others.csv"), key), 422, "E5016");
    }

    @Test
    void letsARefusedKeyBeUsedAgain() {
        String key = UUID.randomUUID().toString();
        Problems.expect(send(form("Compare these lists by sku", "orders.csv"), key), 422, "E5101");
        json(send(form("Compare these lists by sku", "orders.csv", "more.csv"), key), 202);
    }

    @Test
    void goesOnAsTheSameGoalWhenNobodyKnowsHowFarTheFirstRequestGot() {
        String key = UUID.randomUUID().toString();
        long before = goals();
        int files = ledger.artifacts().size();
        ledger.loseAnswers(1);
        json(send(form("Profile orders.csv", "orders.csv"), key), 503);
        assertThat(ledger.artifacts()).hasSize(files + 1);
        json(send(form("Profile orders.csv", "orders.csv"), key), 202);
        assertThat(goals()).isEqualTo(before + 1);
    }

    private long goals() {
        return java.util.Objects.requireNonNull(ledger.goals(null, null, null).block())
                .items()
                .size();
    }

    @Test
    void draftsARepeatedRequestOnce() {
        String key = UUID.randomUUID().toString();
        UUID file = ledger.store("orders.csv", "text/csv", reactor.core.publisher.Flux.empty())
                .block()
                .id();
        String body = "{\"description\": \"Profile orders.csv\", \"artifact_ids\": [\"%s\"]}".formatted(file);
        JsonNode first = json(draft(body, key), 201);
        assertThat(json(draft(body, key), 201).get("id")).isEqualTo(first.get("id"));
        Problems.expect(draft(body.replace("Profile", "Profile all of"), key), 422, "E5016");
        JsonNode goal = json(send(form("Profile orders.csv", "orders.csv"), key), 202);
        assertThat(goal.get("plan_id")).isNotEqualTo(first.get("id"));
    }

    private ResponseSpec draft(String body, String key) {
        return keyed("/plans/create", body, key);
    }

    private ResponseSpec keyed(String path, String body, String key) {
        return client.post()
                .uri(path)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    @Test
    void letsGuestsLookButNotTouch() {
        Caller guest = new Caller(TenantId.DEFAULT, "guest", Set.of(Role.GUEST), null);
        WebTestClient asGuest = client(Tokens.of("l09", "l05", guest, Clock.systemUTC()));
        Problems.expect(
                asGuest.post()
                        .uri("/goals")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{\"description\": \"Profile\"}")
                        .exchange(),
                403,
                "E5012");
        asGuest.get().uri("/goals").exchange().expectStatus().isOk();
    }

    private JsonNode draft() {
        UUID file = ledger.store("orders.csv", "text/csv", reactor.core.publisher.Flux.empty())
                .block()
                .id();
        return json(
                post(
                        "/plans/create",
                        "{\"description\": \"Profile orders.csv\", \"artifact_ids\": [\"%s\"]}".formatted(file)),
                201);
    }

    @Test
    void makesAPlanToLookAtAndExecutesItLater() {
        JsonNode plan = draft();
        String id = plan.get("id").asString();
        assertThat(plan.get("status").asString()).isEqualTo("draft");
        assertThat(plan.get("signed").booleanValue()).isTrue();
        JsonNode verdict = json(post("/plans/%s/validate".formatted(id), "{}"), 200);
        assertThat(verdict.get("order")).hasSize(6);
        assertThat(verdict.get("critical_path")).hasSize(3);
        Problems.expect(post("/plans/%s/pause".formatted(id), "{}"), 409, "E5104");
        json(post("/plans/execute", "{\"plan_id\": \"%s\"}".formatted(id)), 202);
        reportWhen(plan.get("goal_id").asString(), "completed");
        Problems.expect(post("/plans/execute", "{\"plan_id\": \"%s\"}".formatted(id)), 409, "E5104");
    }

    @Test
    void executesAPlanOnceForOneKey() {
        JsonNode plan = draft();
        String body = "{\"plan_id\": \"%s\"}".formatted(plan.get("id").asString());
        String key = UUID.randomUUID().toString();
        json(keyed("/plans/execute", body, key), 202);
        assertThat(json(keyed("/plans/execute", body, key), 202).get("id")).isEqualTo(plan.get("id"));
        reportWhen(plan.get("goal_id").asString(), "completed");
        json(keyed("/plans/execute", body, key), 202);
        Problems.expect(
                keyed(
                        "/plans/execute",
                        "{\"plan_id\": \"%s\"}".formatted(draft().get("id").asString()),
                        key),
                422,
                "E5016");
    }

    @Test
    void movesAPlanOnceForOneKey() {
        tools.holds("dataset.profile");
        JsonNode accepted = json(send(form("Profile orders.csv", "orders.csv")), 202);
        String plan = "/plans/" + accepted.get("plan_id").asString();
        String key = UUID.randomUUID().toString();
        assertThat(statusAfter(plan + "/pause", key)).isEqualTo("paused");
        assertThat(statusAfter(plan + "/pause", key)).isEqualTo("paused");
        statusAfter(plan + "/resume", key);
        assertThat(statusAfter(plan + "/resume", key)).isIn("queued", "running");
        assertThat(statusAfter(plan + "/pause", key)).isIn("queued", "running");
        assertThat(statusAfter(plan + "/cancel", key)).isEqualTo("cancelled");
        assertThat(statusAfter(plan + "/cancel", key)).isEqualTo("cancelled");
        Problems.expect(keyed(plan + "/cancel", "{}", UUID.randomUUID().toString()), 409, "E5104");
        json(keyed(plan + "/retry", "{}", key), 202);
        json(keyed(plan + "/retry", "{}", key), 202);
        Problems.expect(keyed(plan + "/retry", "{\"from_task\": \"profile\"}", key), 422, "E5016");
        String cancel = "/goals/%s/cancel".formatted(accepted.get("goal_id").asString());
        assertThat(statusAfter(cancel, key)).isEqualTo("cancelled");
        assertThat(statusAfter(cancel, key)).isEqualTo("cancelled");
    }

    private String statusAfter(String path, String key) {
        return json(keyed(path, "{}", key), 200).get("status").asString();
    }

    @Test
    void finishesAMoveWhoseAnswerWasLost() {
        JsonNode plan = draft();
        String cancel = "/plans/%s/cancel".formatted(plan.get("id").asString());
        String key = UUID.randomUUID().toString();
        ledger.loseAnswers(1);
        json(keyed(cancel, "{}", key), 503);
        assertThat(statusAfter(cancel, key)).isEqualTo("cancelled");
    }

    @Test
    void aRefusedMoveLeavesItsKeyFree() {
        String plan = "/plans/" + draft().get("id").asString();
        String key = UUID.randomUUID().toString();
        Problems.expect(keyed(plan + "/retry", "{}", key), 409, "E5104");
        statusAfter(plan + "/cancel", key);
        json(keyed(plan + "/retry", "{\"from_task\": \"profile\"}", key), 202);
    }

    @Test
    void refusesToExecuteAnAlteredPlan() {
        JsonNode plan = draft();
        UUID id = UUID.fromString(plan.get("id").asString());
        ledger.alter(id, row -> row.withObject("/steps").put("trust_level", "TRUSTED"));
        assertThat(get("/plans/{id}", id).get("signed").booleanValue()).isFalse();
        Problems.expect(post("/plans/execute", "{\"plan_id\": \"%s\"}".formatted(id)), 409, "E5103");
    }

    @Test
    void runsAgainWhatFailed() {
        tools.answers(
                "dataset.quality", call -> Mono.error(new WorkFailure(WorkFailure.Kind.PERMANENT, "E3203", "ragged")));
        JsonNode accepted = json(send(form("Profile orders.csv", "orders.csv")), 202);
        JsonNode failed = reportWhen(accepted.get("goal_id").asString(), "failed");
        assertThat(failed.at("/error/message").asString()).isEqualTo("E3203: ragged");
        tools.answers("dataset.quality", call -> Mono.just(JSON.createObjectNode()));
        json(
                client.post()
                        .uri("/plans/{id}/retry", accepted.get("plan_id").asString())
                        .exchange(),
                202);
        JsonNode report = reportWhen(accepted.get("goal_id").asString(), "completed");
        assertThat(report.get("error")).isNull();
        JsonNode plan = get("/plans/{id}", accepted.get("plan_id").asString());
        assertThat(plan.has("error")).isFalse();
        assertThat(plan.get("tasks").valueStream()).noneMatch(task -> task.has("error"));
        assertThat(get("/goals/{id}", accepted.get("goal_id").asString()).has("error"))
                .isFalse();
        assertThat(report.get("tasks")
                        .valueStream()
                        .filter(task -> task.get("attempts").intValue() == 2)
                        .map(task -> task.get("name").asString()))
                .containsExactly("quality");
    }

    @Test
    void cancelsAGoal() {
        tools.holds("dataset.profile");
        JsonNode accepted = json(send(form("Profile orders.csv", "orders.csv")), 202);
        String goal = accepted.get("goal_id").asString();
        assertThat(json(post("/goals/%s/cancel".formatted(goal), "{}"), 200)
                        .get("status")
                        .asString())
                .isEqualTo("cancelled");
        await().untilAsserted(() -> assertThat(get("/goals/{id}/report", goal)
                        .get("tasks")
                        .valueStream()
                        .map(task -> task.get("status").asString()))
                .contains("cancelled")
                .doesNotContain("running", "pending"));
        Problems.expect(post("/goals/%s/cancel".formatted(goal), "{}"), 409, "E5104");
    }
}
