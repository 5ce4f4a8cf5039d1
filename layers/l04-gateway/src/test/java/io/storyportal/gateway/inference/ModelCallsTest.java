package io.storyportal.gateway.inference;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.storyportal.gateway.provider.PlayedProvider.answer;
import static io.storyportal.gateway.provider.PlayedProvider.dribbled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.storyportal.gateway.provider.PlayedProvider;
import io.storyportal.gateway.usage.ModelUsage;
import io.storyportal.gateway.usage.RememberedUsage;
import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.DevKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
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
@Tag("l04")
@LayerTest
@ExtendWith(OutputCaptureExtension.class)
class ModelCallsTest {

    private static final String KEY = "sk-ant-never-to-be-seen-4711";
    private static final String PATH = "/v1/chat/completions";
    private static final Map<String, Object> CITY = Map.of(
            "type", "object", "properties", Map.of("city", Map.of("type", "string")), "required", List.of("city"));

    @RegisterExtension
    static final WireMockExtension upstream = PlayedProvider.server();

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

    @BeforeEach
    void forget() {
        usage.recover();
        usage.clear();
    }

    @Test
    void answersAndRecordsWhatItCost() {
        plays(answer(200, completion("gpt-4o-mini-2024-07-18", "Hello!", "stop")));
        UUID agent = UUID.randomUUID();

        JsonNode response = ok(infer(Map.of("agent_id", agent, "call_key", "plan/task/" + agent)));

        assertThat(response.path("content").asString()).isEqualTo("Hello!");
        assertThat(response.path("provider").asString()).isEqualTo("openai");
        assertThat(response.path("model").asString()).isEqualTo("gpt-4o-mini-2024-07-18");
        assertThat(response.path("finish_reason").asString()).isEqualTo("stop");
        assertThat(response.path("usage").path("input_tokens").asInt()).isEqualTo(1000);
        // 1,000 x 0.15 + 100 x 0.60 dollars per million
        assertThat(response.path("cost").decimalValue()).isEqualByComparingTo("0.000210");
        assertThat(usage.records()).singleElement().satisfies(record -> {
            assertThat(record.id()).hasToString(response.path("id").asString());
            assertThat(record.agentId()).isEqualTo(agent);
            assertThat(record.callKey()).isEqualTo("plan/task/" + agent);
            assertThat(record.cost()).isEqualByComparingTo("0.000210");
            assertThat(record.estimated()).isFalse();
        });
    }

    @Test
    void statesNoCostForAModelWithoutAKnownPrice() {
        plays(answer(200, completion("house-model", "Hello!", "stop")));

        JsonNode response = ok(infer(Map.of("model", "house-model")));

        assertThat(response.has("cost")).isFalse();
        assertThat(usage.records()).singleElement().extracting(ModelUsage::cost).isNull();
    }

    @Test
    void answersAlthoughTheUsageCannotBeRecordedNow() {
        plays(answer(200, completion("gpt-4o-mini", "Hello!", "stop")));
        usage.fail(new IllegalStateException("L01 is away"));

        ok(infer(Map.of()));
        usage.recover();

        await().atMost(Duration.ofSeconds(20)).until(() -> usage.records().size() == 1);
    }

    @Test
    void givesARetryTheAnswerOfTheFirstCallWithoutPayingAgain() {
        plays(answer(200, completion("gpt-4o-mini", "Hello!", "stop")));
        Map<String, Object> call = Map.of("call_key", "plan/" + UUID.randomUUID() + "/1");

        JsonNode first = ok(infer(call));
        JsonNode again = ok(infer(call));
        List<ServerSentEvent<String>> streamed =
                stream(Map.of("call_key", call.get("call_key"), "stream", true), MediaType.ALL);

        assertThat(first.path("replayed").asBoolean()).isFalse();
        assertThat(again.path("replayed").asBoolean()).isTrue();
        assertThat(again.path("id")).isEqualTo(first.path("id"));
        assertThat(again.path("cost")).isEqualTo(first.path("cost"));
        assertThat(json(streamed.getLast()).path("content").asString()).isEqualTo("Hello!");
        assertThat(usage.records()).hasSize(1);
        upstream.verify(1, postRequestedFor(urlPathEqualTo(PATH)));
    }

    @Test
    void takesAnotherRequestUnderTheSameKeyForAnotherCall() {
        plays(answer(200, completion("gpt-4o-mini", "Hello!", "stop")));
        String key = "plan/" + UUID.randomUUID() + "/1";

        ok(infer(Map.of("call_key", key)));
        JsonNode other = ok(infer(Map.of("call_key", key, "max_tokens", 5)));

        assertThat(other.path("replayed").asBoolean()).isFalse();
        assertThat(usage.records()).hasSize(2);
    }

    @Test
    void streamsWhenTheBodyAsksForIt() {
        plays(dribbled("text/event-stream", STREAM + USAGE + "data: [DONE]\n\n"));

        List<ServerSentEvent<String>> events = stream(Map.of("stream", true), MediaType.ALL);

        assertThat(events).extracting(ServerSentEvent::event).containsExactly("delta", "delta", "done");
        assertThat(json(events.get(0)).path("text").asString()).isEqualTo("Grüße");
        JsonNode done = json(events.get(2));
        assertThat(done.path("content").asString()).isEqualTo("Grüße 🌍");
        assertThat(done.path("usage").path("output_tokens").asInt()).isEqualTo(10);
        assertThat(usage.records())
                .singleElement()
                .extracting(ModelUsage::estimated)
                .isEqualTo(false);
    }

    @Test
    void streamsWhenOnlyEventsAreAccepted() {
        plays(dribbled("text/event-stream", STREAM + USAGE + "data: [DONE]\n\n"));

        assertThat(stream(Map.of(), MediaType.TEXT_EVENT_STREAM))
                .extracting(ServerSentEvent::event)
                .containsExactly("delta", "delta", "done");
    }

    @Test
    void endsABrokenStreamWithAnErrorAndRecordsWhatWasSaid() {
        plays(dribbled("text/event-stream", STREAM.substring(0, STREAM.lastIndexOf("data: "))));

        List<ServerSentEvent<String>> events = stream(Map.of("stream", true), MediaType.ALL);

        assertThat(events).extracting(ServerSentEvent::event).containsExactly("delta", "delta", "error");
        assertThat(json(events.get(2)).path("code").asString()).isEqualTo("E4116");
        assertThat(usage.records()).singleElement().satisfies(record -> {
            assertThat(record.estimated()).isTrue();
            assertThat(record.finishReason()).isNull();
            assertThat(record.outputTokens()).isPositive();
        });
    }

    @Test
    void recordsWhatWasSaidWhenTheClientHangsUp() {
        String begun = STREAM.substring(0, STREAM.lastIndexOf("data: "));
        plays(dribbled("text/event-stream", begun + STREAM).withChunkedDribbleDelay(40, 4_000));

        events(Map.of("stream", true), MediaType.ALL).next().block(Duration.ofSeconds(20));

        await().atMost(Duration.ofSeconds(20)).until(() -> usage.records().size() == 1);
        assertThat(usage.records().getFirst().finishReason()).isNull();
    }

    @Test
    void answersAFailureBeforeTheFirstPieceWithItsStatus() {
        plays(answer(429, error("rate_limit_exceeded")).withHeader("Retry-After", "42"));

        var response = client().post()
                .uri("/infer")
                .bodyValue(request(Map.of("stream", true)))
                .exchange();

        response.expectHeader().valueEquals("Retry-After", "42");
        assertThat(Problems.expect(response, 429, "E4111").path("provider").asString())
                .isEqualTo("openai");
        assertThat(usage.records()).isEmpty();
    }

    @Test
    void givesTheAnswerAsAnObjectWhenItHasASchema() {
        plays(answer(200, completion("gpt-4o-mini", "```json\\n{\\\"city\\\":\\\"Bern\\\"}\\n```", "stop")));

        JsonNode response = ok(infer(Map.of("response_schema", CITY)));

        assertThat(response.path("output").path("city").asString()).isEqualTo("Bern");
    }

    @Test
    void letsTheModelCorrectItselfOnceAndBillsBothCalls() {
        playsInTurn(
                completion("gpt-4o-mini", "{\\\"town\\\":\\\"Bern\\\"}", "stop"),
                completion("gpt-4o-mini", "{\\\"city\\\":\\\"Bern\\\"}", "stop"));

        JsonNode response = ok(infer(Map.of("response_schema", CITY)));

        assertThat(response.path("output").path("city").asString()).isEqualTo("Bern");
        assertThat(response.path("usage").path("input_tokens").asInt()).isEqualTo(2000);
        assertThat(response.path("cost").decimalValue()).isEqualByComparingTo(new BigDecimal("0.000420"));
        assertThat(usage.records()).hasSize(2);
        upstream.verify(
                1,
                postRequestedFor(urlPathEqualTo(PATH))
                        .withRequestBody(matchingJsonPath("$.messages[1].content", containing("town")))
                        .withRequestBody(matchingJsonPath("$.messages[2].content", containing("does not match"))));
    }

    @Test
    void refusesAnAnswerThatStaysWrong() {
        plays(answer(200, completion("gpt-4o-mini", "{\\\"town\\\":\\\"Bern\\\"}", "stop")));

        JsonNode problem = Problems.expect(infer(Map.of("response_schema", CITY)), 502, "E4120");

        assertThat(problem.path("violations").get(0).asString()).contains("city");
        assertThat(usage.records()).hasSize(2);
    }

    @Test
    void doesNotAskAgainWhenTheAnswerWasCutOff() {
        plays(answer(200, completion("gpt-4o-mini", "{\\\"city\\\":\\\"Be", "length")));

        JsonNode problem = Problems.expect(infer(Map.of("response_schema", CITY)), 502, "E4120");

        assertThat(problem.path("detail").asString()).contains("max_tokens");
        assertThat(usage.records()).hasSize(1);
    }

    @Test
    void refusesASchemaBeforeAnybodyIsAsked() {
        Problems.expect(infer(Map.of("response_schema", Map.of("type", "array"))), 422, "E4105");
        Problems.expect(infer(Map.of("response_schema", Map.of("type", "object", "properties", "none"))), 422, "E4105");
        upstream.verify(0, postRequestedFor(urlPathEqualTo(PATH)));
    }

    @Test
    void fetchesNothingForASchema() {
        plays(answer(200, completion("gpt-4o-mini", "{}", "stop")));
        Map<String, Object> schema = Map.of("type", "object", "$ref", upstream.baseUrl() + "/schema.json");

        Problems.expect(infer(Map.of("response_schema", schema)), 422, "E4105");
        assertThat(upstream.getAllServeEvents()).isEmpty();
    }

    @Test
    void namesTheProviderThatIsNotConfigured() {
        Problems.expect(infer(Map.of("provider", "ollama")), 422, "E4101");
    }

    @Test
    void explainsItsChoice() {
        client().post()
                .uri("/route")
                .bodyValue(Map.of("model", "anthropic/claude-haiku-4-5"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.provider")
                .isEqualTo("anthropic")
                .jsonPath("$.model")
                .isEqualTo("claude-haiku-4-5")
                .jsonPath("$.input_price")
                .isEqualTo(1.0)
                .jsonPath("$.candidates.length()")
                .isEqualTo(3);
    }

    @Test
    void showsOperatorsWhatCallsCost() {
        plays(answer(200, completion("gpt-4o-mini", "Hello!", "stop")));
        ok(infer(Map.of()));

        client().get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectBody(String.class)
                .value(metrics -> assertThat(metrics)
                        .contains("portal_model_calls_seconds_count{outcome=\"finished\",provider=\"openai\"}")
                        .contains("portal_model_tokens_total{direction=\"input\",provider=\"openai\"}")
                        .contains("portal_model_cost_dollars_total{provider=\"openai\"}"));
    }

    /** Keys must not show, whatever is logged how finely and however a call ends. */
    @Test
    void neverLogsOrReturnsAKey(CapturedOutput output) {
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        List<String> loggers =
                List.of("io.storyportal", "org.springframework.web", "org.springframework.http", "reactor");
        loggers.forEach(logger -> logging.setLogLevel(logger, LogLevel.TRACE));
        try {
            plays(answer(200, completion("gpt-4o-mini", "Hello!", "stop")));
            ok(infer(Map.of()));
            plays(answer(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + KEY + "\"}}"));
            assertThat(Problems.expect(infer(Map.of()), 502, "E4110").toString())
                    .doesNotContain(KEY);
            plays(answer(400, "{\"error\":{\"message\":\"You sent Authorization: Bearer " + KEY + "\"}}"));
            assertThat(Problems.expect(infer(Map.of()), 422, "E4104").toString())
                    .doesNotContain(KEY);
        } finally {
            loggers.forEach(logger -> logging.setLogLevel(logger, null));
        }
        upstream.verify(postRequestedFor(urlPathEqualTo(PATH)).withHeader("Authorization", containing(KEY)));
        assertThat(output.getAll()).contains(PATH).doesNotContain(KEY).doesNotContain("Incorrect API key provided: sk");
    }

    private static final String STREAM = """
            data: {"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"content":"Grüße"},"finish_reason":null}]}

            data: {"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"content":" 🌍"},"finish_reason":null}]}

            data: {"model":"gpt-4o-mini","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            """;
    private static final String USAGE = """
            data: {"model":"gpt-4o-mini","choices":[],"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29}}

            """;

    private static String completion(String model, String content, String reason) {
        return """
                {"model":"%s","choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"%s"}],
                 "usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}
                """.formatted(model, content, reason);
    }

    private static String error(String code) {
        return "{\"error\":{\"message\":\"No.\",\"type\":\"%s\",\"code\":\"%s\"}}".formatted(code, code);
    }

    private static void plays(ResponseDefinitionBuilder response) {
        upstream.stubFor(post(urlPathEqualTo(PATH)).willReturn(response));
    }

    private static void playsInTurn(String first, String second) {
        upstream.stubFor(post(urlPathEqualTo(PATH))
                .inScenario("turns")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(answer(200, first))
                .willSetStateTo("second"));
        upstream.stubFor(post(urlPathEqualTo(PATH))
                .inScenario("turns")
                .whenScenarioStateIs("second")
                .willReturn(answer(200, second)));
    }

    private static Map<String, Object> request(Map<String, Object> more) {
        Map<String, Object> request = new HashMap<>(more);
        request.put("messages", List.of(Map.of("role", "user", "content", "Hello")));
        return request;
    }

    private WebTestClient.ResponseSpec infer(Map<String, Object> more) {
        return client().post().uri("/infer").bodyValue(request(more)).exchange();
    }

    private static JsonNode ok(WebTestClient.ResponseSpec response) {
        byte[] body = response.expectStatus().isOk().expectBody().returnResult().getResponseBody();
        return PlayedProvider.JSON.readTree(body);
    }

    private List<ServerSentEvent<String>> stream(Map<String, Object> more, MediaType accept) {
        return events(more, accept).collectList().block(Duration.ofSeconds(30));
    }

    private Flux<ServerSentEvent<String>> events(Map<String, Object> more, MediaType accept) {
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

    private static JsonNode json(ServerSentEvent<String> event) {
        return PlayedProvider.JSON.readTree(event.data());
    }

    private WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .defaultHeaders(headers -> headers.setBearerAuth(DevKey.VALUE))
                .build();
    }
}
