package io.storyportal.gateway.inference;

import static io.storyportal.gateway.provider.PlayedProvider.answer;
import static io.storyportal.gateway.provider.PlayedProvider.dribbled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.gateway.usage.ModelUsage;
import io.storyportal.kit.testing.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import tools.jackson.databind.JsonNode;

/** Answers that arrive in pieces. */
@Tag("l04")
class StreamedAnswersTest extends PlayedCalls {
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

    private static String error(String code) {
        return "{\"error\":{\"message\":\"No.\",\"type\":\"%s\",\"code\":\"%s\"}}".formatted(code, code);
    }
}
