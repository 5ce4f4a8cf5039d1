package io.storyportal.gateway.inference;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.storyportal.gateway.provider.PlayedProvider.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.SystemCaller;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Calls with an Idempotency-Key. */
@Tag("l04")
class KeyedCallsTest extends PlayedCalls {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Autowired
    private KeyedCalls keyed;

    private final String key = UUID.randomUUID().toString();

    @BeforeEach
    void answers() {
        plays(answer(200, completion("gpt-4o-mini", "Hello!", "stop")));
    }

    private ResponseSpec infer(Map<String, Object> more, String key) {
        return client().post()
                .uri("/infer")
                .header("Idempotency-Key", key)
                .bodyValue(request(more))
                .exchange();
    }

    @Test
    void aRetryGetsTheAnswerOfTheFirstCallWithoutPayingAgain() {
        JsonNode first = ok(infer(Map.of(), key));
        JsonNode again = ok(infer(Map.of(), key));

        assertThat(again.path("id")).isEqualTo(first.path("id"));
        assertThat(again.path("replayed").asBoolean()).isTrue();
        assertThat(usage.records()).hasSize(1);
        upstream.verify(1, postRequestedFor(urlPathEqualTo(PATH)));
    }

    @Test
    void aStreamedRetryEndsAsTheFirstCall() {
        JsonNode first = ok(infer(Map.of(), key));
        String streamed = new String(infer(Map.of("stream", true), key)
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());

        assertThat(streamed).contains("event:done").contains(first.path("id").asString());
        upstream.verify(1, postRequestedFor(urlPathEqualTo(PATH)));
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        ok(infer(Map.of(), key));
        Problems.expect(infer(Map.of("max_tokens", 5), key), 422, "E4016");
        Problems.expect(infer(Map.of("max_tokens", 5, "stream", true), key), 422, "E4016");
        ok(infer(Map.of("max_tokens", 5), UUID.randomUUID().toString()));
    }

    @Test
    void aFailedCallLeavesItsKeyFree() {
        Problems.expect(infer(Map.of("provider", "ollama"), key), 422, "E4101");
        ok(infer(Map.of(), key));
    }

    @Test
    void aRequestsOwnCallKeyGoesBeforeTheHeader() {
        String callKey = "plan/" + UUID.randomUUID() + "/1";
        ok(infer(Map.of("call_key", callKey), key));
        ok(infer(Map.of("call_key", callKey, "max_tokens", 5), key));
        assertThat(usage.records()).hasSize(2).allSatisfy(record -> assertThat(record.callKey())
                .isEqualTo(callKey));
    }

    @Test
    void refusesARetryWhileTheFirstCallIsBeingAnswered() {
        var first = Sinks.<String>one();
        var caller = SystemCaller.of(TenantId.DEFAULT, "l05");
        var request = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build()
                .convertValue(request(Map.of()), InferRequest.class);
        Flux<String> asked =
                keyed.once(request, key, caller, named -> first.asMono().flux());

        StepVerifier.create(asked)
                .then(() -> StepVerifier.create(asked)
                        .expectErrorSatisfies(failure -> assertThat(failure).hasMessageContaining("being answered"))
                        .verify(PATIENCE))
                .then(() -> first.tryEmitValue("done"))
                .expectNext("done")
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(asked).expectNext("done").expectComplete().verify(PATIENCE);
    }
}
