package io.storyportal.planning.goals;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.testing.Problems;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** Requests with an Idempotency-Key. */
class RepeatedRequestsTest extends GoalScene {
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
}
