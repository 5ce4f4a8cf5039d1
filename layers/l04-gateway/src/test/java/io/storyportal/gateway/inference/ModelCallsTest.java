package io.storyportal.gateway.inference;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.storyportal.gateway.provider.PlayedProvider.answer;
import static io.storyportal.gateway.provider.PlayedProvider.dribbled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.gateway.usage.ModelUsage;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.DevKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import tools.jackson.databind.JsonNode;

/** Whole answers: what they cost, who gives them, and what must not show. */
@Tag("l04")
@ExtendWith(OutputCaptureExtension.class)
class ModelCallsTest extends PlayedCalls {
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

    /** A planner that reads a call from the database again spells it as the database does. */
    @Test
    void recognisesACallWhoseSchemaIsSpeltOtherwise() {
        plays(answer(200, completion("gpt-4o-mini", "{\\\"n\\\": 1}", "stop")));
        String key = "plan/" + UUID.randomUUID() + "/1";
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("maxProperties", 1.0);
        Map<String, Object> reread = new LinkedHashMap<>();
        reread.put("maxProperties", 1);
        reread.put("type", "object");

        ok(infer(Map.of("call_key", key, "response_schema", schema)));
        JsonNode again = ok(infer(Map.of("call_key", key, "response_schema", reread)));

        assertThat(again.path("replayed").asBoolean()).isTrue();
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

    /** Neither keys nor what is said must show, however finely is logged and however a call ends. */
    @Test
    void logsNeitherKeysNorWhatIsSaid(CapturedOutput output) throws IOException, InterruptedException {
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        List<String> loggers =
                List.of("io.storyportal", "org.springframework.web", "org.springframework.http", "reactor");
        loggers.forEach(logger -> logging.setLogLevel(logger, LogLevel.TRACE));
        try {
            plays(answer(200, completion("gpt-4o-mini", "Hello!", "stop")));
            ok(infer(Map.of()));
            plays(answer(200, completion("gpt-4o-mini", "an answer for one pair of eyes", "stop")));
            assertThat(sentQuietly(false)).contains("one pair of eyes");
            plays(dribbled("text/event-stream", STREAM.replace("Grüße", "an answer for one pair of eyes")));
            assertThat(sentQuietly(true)).contains("one pair of eyes");
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
        assertThat(output.getAll()).contains(PATH).doesNotContain(KEY).doesNotContain("one pair of eyes");
    }

    /** By a client that logs nothing itself. */
    private String sentQuietly(boolean streamed) throws IOException, InterruptedException {
        String body = """
                {"messages":[{"role":"user","content":"a question for one pair of eyes"}],"stream":%s}
                """.formatted(streamed);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/infer"))
                .header("Authorization", "Bearer " + DevKey.VALUE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient quiet = HttpClient.newHttpClient()) {
            return quiet.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
