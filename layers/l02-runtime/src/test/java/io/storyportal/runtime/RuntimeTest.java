package io.storyportal.runtime;

import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.testing.Tokens;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.runtime.agents.InMemoryAgentFacts;
import io.storyportal.runtime.agents.InMemoryInputFiles;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The layer over HTTP with real sandboxes; what L01 would record is kept in memory. */
@Tag("l02")
@LayerTest
@Import(RuntimeTest.WithoutL01.class)
@TestPropertySource(properties = {"l02.output-limit=64KB", "l02.commands-per-sandbox=2", "l02.waiting-commands=2"})
public abstract class RuntimeTest {

    private static final JsonMapper JSON = new JsonMapper();
    protected static final TenantId TENANT = TenantId.DEFAULT;

    @TestConfiguration(proxyBeanMethods = false)
    static class WithoutL01 {

        @Bean
        @Primary
        InMemoryAgentFacts agentsInMemory() {
            return new InMemoryAgentFacts();
        }

        @Bean
        @Primary
        InMemoryInputFiles filesInMemory() {
            return new InMemoryInputFiles();
        }
    }

    @Autowired
    protected InMemoryAgentFacts facts;

    @Autowired
    protected InMemoryInputFiles inputs;

    @DynamicPropertySource
    static void workspaces(DynamicPropertyRegistry registry) {
        OpenFolders.workspaces(registry);
    }

    @LocalServerPort
    private int port;

    protected WebTestClient developer() {
        return as(TENANT, Role.DEVELOPER);
    }

    protected WebTestClient admin() {
        return as(TENANT, Role.ADMIN);
    }

    protected WebTestClient as(TenantId tenant, Role role) {
        String token = Tokens.of("l05", "l02", new Caller(tenant, "ann", Set.of(role), null));
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(90))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(1 << 20))
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
    }

    protected UUID spawn() {
        return spawn(Map.of("name", "worker"));
    }

    protected UUID spawn(Map<String, Object> request) {
        JsonNode agent = created(post(admin(), "/spawn", request));
        return UUID.fromString(agent.path("agent_id").asString());
    }

    protected static WebTestClient.ResponseSpec post(WebTestClient client, String path, Object body) {
        return client.post().uri(path).bodyValue(body).exchange();
    }

    protected WebTestClient.ResponseSpec act(String path, UUID agent) {
        return post(developer(), path, Map.of("agent_id", agent));
    }

    protected static JsonNode created(WebTestClient.ResponseSpec response) {
        return json(response.expectStatus().isCreated());
    }

    protected static JsonNode ok(WebTestClient.ResponseSpec response) {
        return json(response.expectStatus().isOk());
    }

    private static JsonNode json(WebTestClient.ResponseSpec response) {
        return JSON.readTree(response.expectBody().returnResult().getResponseBody());
    }

    protected static Map<String, Object> shell(String script) {
        return Map.of("command", List.of("/bin/sh", "-c", script));
    }

    protected List<JsonNode> exec(UUID agent, Map<String, Object> command) {
        byte[] body = post(developer(), "/sandboxes/" + agent + "/exec", command)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith("application/x-ndjson")
                .expectBody()
                .returnResult()
                .getResponseBody();
        return Arrays.stream(new String(body).split("\n")).map(JSON::readTree).toList();
    }

    protected static String text(List<JsonNode> frames, String type) {
        var text = new StringBuilder();
        frames.stream()
                .filter(frame -> frame.path("type").asString().equals(type))
                .forEach(frame -> text.append(frame.path("data").asString()));
        return text.toString();
    }

    protected String status(UUID agent) {
        return ok(developer().get().uri("/state/" + agent).exchange())
                .path("status")
                .asString();
    }

    protected static UUID someId() {
        return Ids.uuid7();
    }
}
