package io.storyportal.planning.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.testing.Tokens;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.planning.work.WorkFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

class GoalsOverHttpTest extends GoalScene {
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
