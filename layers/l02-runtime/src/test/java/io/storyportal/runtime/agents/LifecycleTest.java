package io.storyportal.runtime.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.runtime.RuntimeTest;
import io.storyportal.runtime.sandbox.SandboxBackend;
import io.storyportal.runtime.workspace.WorkspaceLayout;
import io.storyportal.runtime.workspace.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class LifecycleTest extends RuntimeTest {

    @Autowired
    private WorkspaceLayout layout;

    @Autowired
    private Workspaces workspaces;

    @Autowired
    private SandboxBackend backend;

    @Autowired
    private LeftOvers leftOvers;

    @Test
    void theFirstCommandMakesAReadyAgentAnExecutingOne() {
        UUID agent = spawn();
        exec(agent, shell("true"));
        assertThat(status(agent)).isEqualTo("executing");
    }

    @Test
    void aSuspendedAgentRunsNothingUntilItIsResumedToWhereItWas() {
        UUID agent = spawn();
        exec(agent, shell("echo kept > file"));
        assertThat(ok(act("/suspend", agent)).path("status").asString()).isEqualTo("suspended");

        JsonNode refused =
                Problems.expect(post(developer(), "/sandboxes/" + agent + "/exec", shell("true")), 409, "E2004");
        assertThat(refused.path("status").asInt()).isEqualTo(409);

        assertThat(ok(act("/resume", agent)).path("status").asString()).isEqualTo("executing");
        assertThat(text(exec(agent, shell("cat file")), "stdout")).isEqualTo("kept\n");
    }

    @ParameterizedTest
    @CsvSource({"/suspend,suspended", "/terminate,terminated"})
    void killsWhatRunsAndSaysWhy(String action, String reason) {
        UUID agent = spawn();
        var running = CompletableFuture.supplyAsync(() -> exec(agent, shell("sleep 60 & sleep 60")));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> backend.running(agent) == 1);
        ok(act(action, agent));

        JsonNode exit = running.join().getLast();
        assertThat(exit.path("reason").asString()).isEqualTo(reason);
        assertThat(exit.path("code").asString()).isEqualTo("E2126");
    }

    @Test
    void aTerminatedAgentLeavesNothing() {
        UUID agent = spawn();
        exec(agent, shell("mkdir -p deep/er && touch deep/er/file && chmod 000 deep"));
        ok(act("/terminate", agent));

        assertThat(layout.home(TENANT.value(), agent)).doesNotExist();
        assertThat(status(agent)).isEqualTo("terminated");
        Problems.expect(post(developer(), "/sandboxes/" + agent + "/exec", shell("true")), 409, "E2004");
        Problems.expect(developer().get().uri("/sandboxes/" + agent + "/files").exchange(), 404, "E2003");
    }

    @Test
    void terminatingAgainIsNoError() {
        UUID agent = spawn();
        ok(act("/terminate", agent));
        assertThat(ok(act("/terminate", agent)).path("status").asString()).isEqualTo("terminated");
    }

    @Test
    void refusesIllegalMovesAndNamesTheLegalOnes() {
        UUID agent = spawn();
        JsonNode problem = Problems.expect(act("/resume", agent), 409, "E2004");
        assertThat(problem.path("may_become").toString()).contains("executing", "suspended");

        ok(act("/terminate", agent));
        Problems.expect(act("/suspend", agent), 409, "E2004");
        Problems.expect(act("/resume", agent), 409, "E2004");
        Problems.expect(post(developer(), "/transition", Map.of("agent_id", agent, "to", "executing")), 409, "E2004");
    }

    @Test
    void itsDirectorMovesItThroughItsWork() {
        UUID agent = spawn();
        for (String to : List.of("executing", "blocked", "executing", "completed")) {
            JsonNode moved = ok(post(developer(), "/transition", Map.of("agent_id", agent, "to", to)));
            assertThat(moved.path("status").asString()).isEqualTo(to);
        }
        Problems.expect(post(developer(), "/sandboxes/" + agent + "/exec", shell("true")), 409, "E2004");
        Problems.expect(post(developer(), "/transition", Map.of("agent_id", agent, "to", "terminated")), 422, "E2002");
    }

    @Test
    void judgesAMoveOnWhatIsRecordedWhenSomeoneElseMovedTheAgent() {
        UUID agent = spawn();
        facts.change(TENANT.value(), agent, AgentStatus.TERMINATED);
        Problems.expect(act("/suspend", agent), 409, "E2004");
    }

    @Test
    void stateTellsMovesLimitsAndUse() {
        UUID agent = spawn();
        exec(agent, shell("head -c 100000 /dev/zero > file; i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done"));
        JsonNode state = ok(developer().get().uri("/state/" + agent).exchange());
        assertThat(state.path("may_become").toString()).contains("completed");
        assertThat(state.path("disk_bytes").asLong()).isGreaterThan(100_000);
        assertThat(state.path("running_commands").asInt()).isZero();
    }

    @Test
    void healthSaysWhatKeepsAnAgentFromRunning() {
        UUID agent = spawn();
        assertThat(ok(developer().get().uri("/health/" + agent).exchange())
                        .path("healthy")
                        .asBoolean())
                .isTrue();
        ok(act("/suspend", agent));
        JsonNode suspended = ok(developer().get().uri("/health/" + agent).exchange());
        assertThat(suspended.path("healthy").asBoolean()).isFalse();
        assertThat(suspended.path("remedy").asString()).contains("Resume");
    }

    @Test
    void listsByStatus() {
        UUID agent = spawn();
        ok(act("/suspend", agent));
        JsonNode page = ok(developer().get().uri("/agents?status=suspended").exchange());
        assertThat(page.path("items").valueStream().map(item -> item.path("agent_id")
                        .asString()))
                .contains(agent.toString());
        assertThat(page.path("items").valueStream().map(item -> item.path("status")
                        .asString()))
                .containsOnly("suspended");
        Problems.expectRefusal(developer().get().uri("/agents?status=asleep").exchange());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/suspend",
                "/resume",
                "/terminate",
                "/transition",
                "/state",
                "/health",
                "/exec",
                "/files",
                "/files/x"
            })
    void findsNothingOfAnotherTenant(String route) {
        UUID agent = spawn();
        exec(agent, shell("echo mine > x"));
        var stranger = as(new TenantId(Ids.uuid7()), Role.ADMIN);
        var answer =
                switch (route) {
                    case "/state", "/health" ->
                        stranger.get().uri(route + "/" + agent).exchange();
                    case "/exec" -> post(stranger, "/sandboxes/" + agent + "/exec", shell("true"));
                    case "/files", "/files/x" ->
                        stranger.get().uri("/sandboxes/" + agent + route).exchange();
                    case "/transition" -> post(stranger, route, Map.of("agent_id", agent, "to", "completed"));
                    default -> post(stranger, route, Map.of("agent_id", agent));
                };
        Problems.expect(answer, 404, "E2003");
        assertThat(status(agent)).isEqualTo("executing");
    }

    @Test
    void healthOfAnAgentIsNotOpenToEveryone() {
        UUID agent = spawn();
        var nobody = developer()
                .mutate()
                .defaultHeaders(headers -> headers.remove("Authorization"))
                .build();
        Problems.expect(nobody.get().uri("/health/" + agent).exchange(), 401, "E2011");
    }

    @Test
    void aRemovalThatWasCutOffCanBeFinished() throws Exception {
        UUID agent = spawn();
        var sandbox = workspaces.find(TENANT.value(), agent).orElseThrow();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> workspaces.remove(sandbox)).isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(workspaces.find(TENANT.value(), agent)).isPresent();

        ok(act("/terminate", agent));

        assertThat(layout.home(TENANT.value(), agent)).doesNotExist();
    }

    @Test
    void clearsAfterAStartWhatATerminationLeftBehind() throws Exception {
        UUID ended = spawn();
        UUID alive = spawn();
        ok(act("/terminate", ended));
        var sandbox = workspaces.find(TENANT.value(), alive).orElseThrow();
        workspaces.create(new io.storyportal.runtime.sandbox.Sandbox(
                TENANT.value(), ended, sandbox.trust(), sandbox.budgets(), null, sandbox.createdAt()));

        leftOvers.clear().block();

        assertThat(Files.exists(layout.home(TENANT.value(), ended))).isFalse();
        assertThat(Files.exists(layout.home(TENANT.value(), alive))).isTrue();
    }
}
