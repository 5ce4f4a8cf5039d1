package io.storyportal.runtime.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.runtime.RuntimeTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

class SpawnTest extends RuntimeTest {

    @Test
    void makesAReadyStandardAgentWithTheUsualBudgets() {
        JsonNode agent = created(post(developer(), "/spawn", Map.of("name", "worker")));

        assertThat(agent.path("status").asString()).isEqualTo("ready");
        assertThat(agent.path("trust_level").asString()).isEqualTo("STANDARD");
        assertThat(agent.path("sandbox_id")).isEqualTo(agent.path("agent_id"));
        assertThat(agent.path("resource_limits").path("disk_mb").asLong()).isEqualTo(4096);
        assertThat(agent.path("resource_limits").path("processes").asLong()).isEqualTo(64);
    }

    @Test
    void fillsTheWorkspaceWithTheInputs() {
        UUID orders = someId();
        UUID log = someId();
        inputs.put(orders, "../../etc/orders.csv", "a,b\n1,2\n");
        inputs.put(log, "app.log", "ERROR x\n");

        UUID agent = spawn(Map.of(
                "name",
                "worker",
                "inputs",
                List.of(Map.of("artifact_id", orders), Map.of("artifact_id", log, "path", "logs/today/app.log"))));

        assertThat(text(exec(agent, shell("cat orders.csv logs/today/app.log")), "stdout"))
                .isEqualTo("a,b\n1,2\nERROR x\n");
    }

    @Test
    void refusesAnInputThatIsNotThere() {
        var request = Map.of("name", "worker", "inputs", List.of(Map.of("artifact_id", someId())));
        Problems.expect(post(developer(), "/spawn", request), 422, "E2111");
    }

    @Test
    void refusesAnInputWhosePathLeadsOut() {
        UUID file = someId();
        inputs.put(file, "x", "x");
        var request =
                Map.of("name", "worker", "inputs", List.of(Map.of("artifact_id", file, "path", "../../sandbox.json")));
        Problems.expect(post(developer(), "/spawn", request), 422, "E2106");
    }

    @Test
    void failsTheAgentWhoseInputArrivesDamaged() {
        UUID file = someId();
        inputs.put(file, "x", "as stored", "as sent");
        UUID id = someId();
        var request = Map.of("agent_id", id, "name", "worker", "inputs", List.of(Map.of("artifact_id", file)));

        Problems.expect(post(developer(), "/spawn", request), 422, "E2111");
        assertThat(status(id)).isEqualTo("failed");
    }

    @Test
    void refusesInputsLargerThanTheDiskBudget() {
        UUID file = someId();
        inputs.put(file, "x", "x".repeat(2 << 20));
        var request = Map.of(
                "name",
                "worker",
                "resource_limits",
                Map.of("disk_mb", 1),
                "inputs",
                List.of(Map.of("artifact_id", file)));
        Problems.expect(post(developer(), "/spawn", request), 413, "E2108");
    }

    @Test
    void spawnsOnceForOneAgentId() {
        var request = Map.<String, Object>of("agent_id", someId(), "name", "worker");
        UUID first = spawn(request);
        exec(first, shell("echo kept > file"));

        assertThat(spawn(request)).isEqualTo(first);
        assertThat(text(exec(first, shell("cat file")), "stdout")).isEqualTo("kept\n");
    }

    @Test
    void refusesTheSameIdForAnotherAgent() {
        UUID id = spawn();
        Problems.expect(post(developer(), "/spawn", Map.of("agent_id", id, "name", "another")), 409, "E2104");
    }

    @Test
    void refusesAnIdThatIsNoUuid7() {
        Problems.expect(
                post(developer(), "/spawn", Map.of("agent_id", UUID.randomUUID(), "name", "worker")), 422, "E2002");
    }

    @Test
    void spawnsOnceForOneIdempotencyKey() {
        String key = UUID.randomUUID().toString();
        JsonNode first = created(withKey(key, Map.of("name", "worker")));
        JsonNode second = created(withKey(key, Map.of("name", "worker")));

        assertThat(second.path("agent_id")).isEqualTo(first.path("agent_id"));
        Problems.expect(withKey(key, Map.of("name", "other")), 422, "E2016");
    }

    private WebTestClient.ResponseSpec withKey(String key, Object request) {
        return developer()
                .post()
                .uri("/spawn")
                .header("Idempotency-Key", key)
                .bodyValue(request)
                .exchange();
    }

    @Test
    void neverDowngradesAConfidentialAgent() {
        JsonNode problem = Problems.expect(
                post(admin(), "/spawn", Map.of("name", "secret", "trust_level", "CONFIDENTIAL")), 422, "E2010");
        assertThat(problem.path("detail").asString()).contains("hardware-isolated");
    }

    @Test
    void letsOnlyAdministratorsSpawnTrustedAgents() {
        var request = Map.<String, Object>of("name", "host", "trust_level", "TRUSTED");
        Problems.expect(post(developer(), "/spawn", request), 403, "E2105");
        assertThat(spawn(request)).isNotNull();
    }

    @Test
    void letsNoGuestSpawn() {
        Problems.expect(post(as(TENANT, Role.GUEST), "/spawn", Map.of("name", "worker")), 403, "E2012");
    }

    @Test
    void refusesABudgetAboveTheMaximumOfTheLevel() {
        var request = Map.of("name", "greedy", "trust_level", "UNTRUSTED", "resource_limits", Map.of("processes", 65));
        JsonNode problem = Problems.expect(post(developer(), "/spawn", request), 422, "E2102");
        assertThat(problem.path("maximum").asLong()).isEqualTo(64);
    }
}
