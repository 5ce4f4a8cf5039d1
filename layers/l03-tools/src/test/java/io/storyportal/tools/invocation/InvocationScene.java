package io.storyportal.tools.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.testing.Tokens;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.DevKey;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.tools.fakes.InMemoryDocuments;
import io.storyportal.tools.fakes.InMemoryJournal;
import io.storyportal.tools.fakes.InMemoryToolRecords;
import io.storyportal.tools.fakes.InMemoryWorkspaces;
import io.storyportal.tools.fakes.OtherLayers;
import io.storyportal.tools.fakes.ScriptedWork;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tools called over HTTP, with the other layers played. */
@Tag("l03")
@LayerTest
@Import(OtherLayers.class)
abstract class InvocationScene {
    static final UUID AGENT = Ids.uuid7();

    @LocalServerPort
    int port;

    @Autowired
    ScriptedWork work;

    @Autowired
    InMemoryJournal journal;

    @Autowired
    InMemoryWorkspaces workspaces;

    @Autowired
    InMemoryDocuments documents;

    @Autowired
    InMemoryToolRecords records;

    @Autowired
    JsonMapper json;

    @Autowired
    Invocations invocations;

    String key;

    @BeforeEach
    void freshCall() {
        key = UUID.randomUUID().toString();
        work.outcome(call -> Mono.just(Map.of("echo", call.input())));
    }

    String fingerprint(String tool) {
        return Fingerprint.of(tool, null, json.createObjectNode());
    }

    static String token(TenantId tenant, Role role) {
        return Tokens.of("l05", "l03", new Caller(tenant, "someone", Set.of(role), null), Clock.systemUTC());
    }

    JsonNode ok(ResponseSpec response) {
        byte[] body = response.expectBody().returnResult().getResponseBody();
        JsonNode answer = json.readTree(body == null ? new byte[0] : body);
        assertThat(answer.path("status").asString()).as(answer.toString()).isEqualTo("completed");
        return answer;
    }

    ResponseSpec invoke(String tool, Map<String, ?> input, UUID agent, String callKey) {
        Map<String, Object> request = new java.util.HashMap<>(Map.of("input", input));
        if (agent != null) {
            request.put("agent_id", agent);
        }
        if (callKey != null) {
            request.put("call_key", callKey);
        }
        return send(tool, request);
    }

    ResponseSpec send(String tool, Map<String, Object> request) {
        return send(DevKey.VALUE, tool, request);
    }

    ResponseSpec send(String token, String tool, Map<String, Object> request) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .defaultHeaders(h -> h.setBearerAuth(token))
                .build()
                .post()
                .uri("/tools/" + tool + "/invoke")
                .bodyValue(request)
                .exchange();
    }
}
