package io.storyportal.gateway.inference;

import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.storyportal.gateway.provider.PlayedProvider;
import io.storyportal.gateway.usage.RememberedUsage;
import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.web.caller.DevKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** Model calls through the whole layer, with the provider played and usage remembered. */
@LayerTest
abstract class PlayedCalls {

    static final String KEY = "sk-ant-never-to-be-seen-4711";
    static final String PATH = "/v1/chat/completions";

    /** One for all tests of this kind, as they share one application context that knows its port. */
    static final WireMockServer upstream = started();

    @LocalServerPort
    int port;

    @Autowired
    RememberedUsage usage;

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry registry) {
        registry.add("l04.anthropic.api-key", () -> KEY);
        registry.add("l04.anthropic.base-url", upstream::baseUrl);
        registry.add("l04.openai.api-key", () -> KEY);
        registry.add("l04.openai.base-url", () -> upstream.baseUrl() + "/v1");
        registry.add("l04.order", () -> "openai,anthropic");
    }

    @TestConfiguration
    static class Ledger {

        @Bean
        @Primary
        RememberedUsage rememberedUsage() {
            return new RememberedUsage();
        }
    }

    private static WireMockServer started() {
        var server = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        server.start();
        return server;
    }

    @BeforeEach
    void forget() {
        upstream.resetAll();
        usage.recover();
        usage.clear();
    }

    static final String STREAM = """
            data: {"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"content":"Grüße"},"finish_reason":null}]}

            data: {"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"content":" 🌍"},"finish_reason":null}]}

            data: {"model":"gpt-4o-mini","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            """;
    static final String USAGE = """
            data: {"model":"gpt-4o-mini","choices":[],"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29}}

            """;

    static String completion(String model, String content, String reason) {
        return """
                {"model":"%s","choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"%s"}],
                 "usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}
                """.formatted(model, content, reason);
    }

    static void plays(ResponseDefinitionBuilder response) {
        upstream.stubFor(post(urlPathEqualTo(PATH)).willReturn(response));
    }

    static Map<String, Object> request(Map<String, Object> more) {
        Map<String, Object> request = new HashMap<>(more);
        request.put("messages", List.of(Map.of("role", "user", "content", "Hello")));
        return request;
    }

    WebTestClient.ResponseSpec infer(Map<String, Object> more) {
        return client().post().uri("/infer").bodyValue(request(more)).exchange();
    }

    static JsonNode ok(WebTestClient.ResponseSpec response) {
        byte[] body = response.expectStatus().isOk().expectBody().returnResult().getResponseBody();
        return PlayedProvider.JSON.readTree(body);
    }

    List<ServerSentEvent<String>> stream(Map<String, Object> more, MediaType accept) {
        return events(more, accept).collectList().block(Duration.ofSeconds(30));
    }

    Flux<ServerSentEvent<String>> events(Map<String, Object> more, MediaType accept) {
        return client().post()
                .uri("/infer")
                .accept(accept)
                .bodyValue(request(more))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM)
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {})
                .getResponseBody();
    }

    static JsonNode json(ServerSentEvent<String> event) {
        return PlayedProvider.JSON.readTree(event.data());
    }

    WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .defaultHeaders(headers -> headers.setBearerAuth(DevKey.VALUE))
                .build();
    }
}
