package io.storyportal.runtime.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.runtime.RuntimeTest;
import io.storyportal.runtime.agents.KeyedMoves.Attempt;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

class KeyedMovesTest extends RuntimeTest {

    @Autowired
    private KeyedMoves moves;

    @Autowired
    private RequestKeys keys;

    private ResponseSpec keyed(String path, Object body, String key) {
        return developer()
                .post()
                .uri(path)
                .header("Idempotency-Key", key)
                .bodyValue(body)
                .exchange();
    }

    private ResponseSpec keyed(String path, UUID agent, String key) {
        return keyed(path, Map.of("agent_id", agent), key);
    }

    private static String someKey() {
        return UUID.randomUUID().toString();
    }

    @Test
    void aRetriedSuspensionIsAnsweredAsTheFirstAndSuspendsNothingAgain() {
        UUID agent = spawn();
        String key = someKey();
        JsonNode first = ok(keyed("/suspend", agent, key));
        assertThat(ok(keyed("/suspend", agent, key))).isEqualTo(first);

        ok(act("/resume", agent));
        assertThat(ok(keyed("/suspend", agent, key))).isEqualTo(first);
        assertThat(status(agent)).isEqualTo("ready");
    }

    @Test
    void aRetriedResumptionIsAnsweredAsTheFirst() {
        UUID agent = spawn();
        ok(act("/suspend", agent));
        String key = someKey();
        JsonNode first = ok(keyed("/resume", agent, key));
        assertThat(first.path("status").asString()).isEqualTo("ready");
        assertThat(ok(keyed("/resume", agent, key))).isEqualTo(first);
    }

    @Test
    void aRetriedTransitionIsAnsweredAsTheFirst() {
        Map<String, Object> begin = Map.of("agent_id", spawn(), "to", "executing");
        String key = someKey();
        JsonNode first = ok(keyed("/transition", begin, key));
        assertThat(ok(keyed("/transition", begin, key))).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/suspend", "/terminate"})
    void aKeyBelongsToOneBodyOfOneRoute(String path) {
        String key = someKey();
        UUID agent = spawn();
        ok(keyed(path, agent, key));
        Problems.expect(keyed(path, spawn(), key), 422, "E2016");
        Problems.expect(keyed(path, Map.of("agent_id", agent, "reason", "another"), key), 422, "E2016");
        ok(keyed("/transition", Map.of("agent_id", spawn(), "to", "executing"), key));
    }

    @Test
    void aRefusedMoveLeavesItsKeyFree() {
        UUID agent = spawn();
        String key = someKey();
        Problems.expect(keyed("/resume", agent, key), 409, "E2004");
        ok(act("/suspend", agent));
        assertThat(ok(keyed("/resume", agent, key)).path("status").asString()).isEqualTo("ready");
    }

    @ParameterizedTest
    @CsvSource({"true,suspend,suspended", "false,suspend,suspended", "true,resume,ready", "false,resume,ready"})
    void aMoveThatWasCutOffIsFinishedByItsRetry(boolean made, String route, String reached) throws IOException {
        UUID agent = spawn();
        if (route.equals("resume")) {
            ok(act("/suspend", agent));
        }
        String key = someKey();
        keys.keep(new RequestKeys.Request(ann(), route, key, new AgentAction(agent, null).toString()), "");
        if (made) {
            ok(act("/" + route, agent));
        }
        assertThat(ok(keyed("/" + route, agent, key)).path("status").asString()).isEqualTo(reached);
        assertThat(status(agent)).isEqualTo(reached);
    }

    @Test
    void aRetryWhileTheFirstIsCarriedOutIsRefused() {
        var action = new AgentAction(spawn(), null);
        String key = someKey();
        var begun = new CompletableFuture<Attempt>();
        var first = moves.once(ann(), "suspend", key, action, attempt -> {
                    begun.complete(attempt);
                    return Mono.never();
                })
                .subscribe();
        assertThat(begun.join()).isEqualTo(Attempt.FIRST);
        Problems.expect(keyed("/suspend", action.agentId(), key), 409, "E2017");

        first.dispose();
        StepVerifier.create(moves.once(ann(), "suspend", key, action, attempt -> {
                    assertThat(attempt).isEqualTo(Attempt.AFTER_ONE_CUT_OFF);
                    return Mono.error(new IllegalStateException("L01 is away"));
                }))
                .verifyError(IllegalStateException.class);
        ok(keyed("/suspend", action.agentId(), key));
    }

    @Test
    void aKeyOfASpawnBelongsToItsAgentId() {
        String key = someKey();
        Map<String, Object> first = Map.of("agent_id", someId(), "name", "worker");
        created(keyed("/spawn", first, key));
        created(keyed("/spawn", first, key));
        Problems.expect(keyed("/spawn", Map.of("agent_id", someId(), "name", "worker"), key), 422, "E2016");
    }

    private static Caller ann() {
        return new Caller(TENANT, "ann", Set.of(Role.DEVELOPER), "l05");
    }
}
