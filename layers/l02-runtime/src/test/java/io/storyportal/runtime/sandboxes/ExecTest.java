package io.storyportal.runtime.sandboxes;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.runtime.RuntimeTest;
import io.storyportal.runtime.sandbox.SandboxBackend;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;

class ExecTest extends RuntimeTest {

    @Autowired
    private SandboxBackend backend;

    @Autowired
    private Commands commands;

    @Test
    void streamsOutputAndEndsWithOneExit() {
        List<JsonNode> frames = exec(spawn(), shell("echo out; echo err >&2; exit 3"));

        assertThat(text(frames, "stdout")).isEqualTo("out\n");
        assertThat(text(frames, "stderr")).isEqualTo("err\n");
        JsonNode exit = frames.getLast();
        assertThat(exit.path("type").asString()).isEqualTo("exit");
        assertThat(exit.path("exit_code").asInt()).isEqualTo(3);
        assertThat(exit.path("reason").asString()).isEqualTo("exited");
        assertThat(exit.has("code")).isFalse();
        assertThat(exit.path("stdout_bytes").asLong()).isEqualTo(4);
        assertThat(frames.stream().filter(frame -> frame.has("exit_code"))).hasSize(1);
    }

    @Test
    void showsOutputWhileTheCommandRuns() {
        UUID agent = spawn();
        List<String> seen = developer()
                .post()
                .uri("/sandboxes/" + agent + "/exec")
                .accept(MediaType.APPLICATION_NDJSON)
                .bodyValue(shell("echo early; sleep 30"))
                .exchange()
                .returnResult(String.class)
                .getResponseBody()
                .take(2)
                .collectList()
                .block(Duration.ofSeconds(10));
        assertThat(seen.get(0)).contains("started");
        assertThat(seen.get(1)).contains("early");
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> backend.running(agent) == 0);
    }

    @Test
    void tellsTheProblemThatEndedACommand() {
        UUID agent = spawn();
        JsonNode slow = exec(agent, Map.of("command", List.of("sleep", "30"), "timeout_ms", 300))
                .getLast();
        assertThat(slow.path("reason").asString()).isEqualTo("timeout");
        assertThat(slow.path("code").asString()).isEqualTo("E2120");
        JsonNode loud = exec(agent, Map.of("command", List.of("yes"))).getLast();
        assertThat(loud.path("code").asString()).isEqualTo("E2125");
        assertThat(loud.path("detail").asString()).contains("Write large results to a file");
    }

    @Test
    void keepsEveryByteInBase64AndCharactersWholeInText() {
        UUID agent = spawn();
        var binary =
                Map.<String, Object>of("command", List.of("printf", "\\377\\000\\001"), "output_encoding", "base64");
        assertThat(text(exec(agent, binary), "stdout")).isEqualTo("/wAB");
        assertThat(text(exec(agent, shell("printf '\\303'; sleep 0.2; printf '\\251\\377'")), "stdout"))
                .isEqualTo("é\uFFFD");
    }

    @Test
    void passesInputAndEnvironment() {
        var command = Map.<String, Object>of(
                "command", List.of("/bin/sh", "-c", "cat; echo $A"), "stdin", "grüß\n", "env", Map.of("A", "b"));
        assertThat(text(exec(spawn(), command), "stdout")).isEqualTo("grüß\nb\n");
    }

    @Test
    void refusesWhatIsNoCommand() {
        String path = "/sandboxes/" + spawn() + "/exec";
        Problems.expect(post(developer(), path, Map.of("command", List.of())), 422, "E2002");
        Problems.expect(post(developer(), path, Map.of("command", List.of("a\0b"))), 422, "E2002");
        Problems.expect(
                post(developer(), path, Map.of("command", List.of("env"), "env", Map.of("A=B", "c"))), 422, "E2002");
        Problems.expect(post(developer(), path, Map.of("command", List.of("true"), "timeout_ms", 0)), 422, "E2002");
        Problems.expect(post(as(TENANT, Role.GUEST), path, shell("true")), 403, "E2012");
    }

    @Test
    void onlyAnAdministratorRunsCommandsOnTheHost() {
        UUID trusted = spawn(Map.of("name", "host", "trust_level", "TRUSTED"));
        String path = "/sandboxes/" + trusted + "/exec";

        Problems.expect(post(developer(), path, shell("true")), 403, "E2105");
        assertThat(status(trusted)).isEqualTo("ready");
        post(admin(), path, shell("true")).expectStatus().isOk();
    }

    @Test
    void refusesCommandsBeyondTheQueueOfASandbox() {
        UUID agent = spawn();
        // Two places and two in the queue, as the test's properties say.
        List<Disposable> four = Stream.generate(() -> commands.run(caller(), agent, request("sleep", "20"))
                        .contextWrite(caller()::write)
                        .subscribe())
                .limit(4)
                .toList();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> backend.running(agent) == 2);

        Problems.expect(post(developer(), "/sandboxes/" + agent + "/exec", shell("true")), 429, "E2109");
        four.forEach(Disposable::dispose);
        assertThat(text(exec(agent, shell("echo free")), "stdout")).isEqualTo("free\n");
    }

    private static Caller caller() {
        return new Caller(TENANT, "ann", Set.of(Role.DEVELOPER), null);
    }

    private static ExecRequest request(String... words) {
        return new ExecRequest(List.of(words), null, null, null, null);
    }

    @Test
    void saysWhatThisHostCanIsolateAndEnforce() {
        JsonNode backend =
                ok(developer().get().uri("/backends").exchange()).path("items").path(0);
        assertThat(backend.path("name").asString()).isEqualTo("local");
        JsonNode standard = backend.path("trust_levels")
                .valueStream()
                .filter(level -> level.path("level").asString().equals("STANDARD"))
                .findFirst()
                .orElseThrow();
        assertThat(standard.path("available").asBoolean()).isTrue();
        assertThat(standard.path("enforced_by").path("wall_seconds").asString()).isNotBlank();
    }
}
