package io.storyportal.apigateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.apigateway.DoorTestBase;
import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.kit.testing.Problems;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

@Tag("l09")
class RequestLimitsTest extends DoorTestBase {

    private static final int OVER_ONE_MEBIBYTE = (1 << 20) + 1;

    @Autowired
    private RedisConnections redis;

    @Test
    void refusesWhoeverHasNoTokenLeftAndSaysWhenThereIsOne() {
        owe("l09:rate:STANDARD:" + TENANT + ":hasty");

        JsonNode problem = Problems.expect(
                with(key("hasty", "GUEST", "STANDARD"))
                        .get()
                        .uri("/api/v1/goals")
                        .exchange()
                        .expectHeader()
                        .valueMatches("Retry-After", "[1-9]\\d?")
                        .expectHeader()
                        .valueEquals("RateLimit-Policy", "\"standard\";q=100;w=1")
                        .expectHeader()
                        .valueEquals("RateLimit", "\"standard\";r=0;t=1"),
                429,
                "E9015");

        assertThat(problem.path("detail").asString()).contains("100");
        assertThat(L05.seen()).isEmpty();
    }

    /** Leaves the bucket as after a long burst: it would take 30 s to have a token again. */
    private void owe(String bucket) {
        redis.commands()
                .flatMap(commands -> commands.hset(
                        bucket, Map.of("tokens", "-3000", "at", Long.toString(System.currentTimeMillis() * 1_000))))
                .block();
    }

    @Test
    void aPremiumKeyIsNotHeldToTheStandard() {
        with(key("premium", "GUEST", "PREMIUM"))
                .get()
                .uri("/api/v1/goals")
                .exchange()
                .expectHeader()
                .valueEquals("RateLimit-Policy", "\"premium\";q=1000;w=1");
    }

    @Test
    void refusesABodyThatSaysItIsTooLargeBeforeReadingIt() {
        Problems.expect(
                with(key("wordy", "DEVELOPER", "STANDARD"))
                        .post()
                        .uri("/api/v1/infer")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("x".repeat(OVER_ONE_MEBIBYTE))
                        .exchange(),
                413,
                "E9008");
    }

    @Test
    void refusesABodyThatTurnsOutTooLarge() {
        DefaultDataBufferFactory buffers = DefaultDataBufferFactory.sharedInstance;
        L01.on("/api/documents", (request, response) -> request.receive()
                .then(response.status(200).send()));

        Problems.expect(
                with(key("endless", "DEVELOPER", "STANDARD"))
                        .post()
                        .uri("/api/v1/documents")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(BodyInserters.fromDataBuffers(
                                Flux.range(0, 32).map(i -> buffers.wrap(new byte[OVER_ONE_MEBIBYTE / 32 + 1]))))
                        .exchange(),
                413,
                "E9008");
    }

    @Test
    void anEventBatchMayBeLarger() {
        with(key("batching", "DEVELOPER", "STANDARD"))
                .post()
                .uri("/api/v1/events/batch")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("x".repeat(OVER_ONE_MEBIBYTE))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void boundsUrlAndHeaders() {
        Problems.expect(
                with("x").get().uri("/api/v1/goals?q=" + "a".repeat(4_000)).exchange(), 414, "E9101");
        Problems.expect(
                with("x")
                        .get()
                        .uri("/api/v1/goals")
                        .header("X-Long", "a".repeat(7_200))
                        .exchange(),
                431,
                "E9102");
    }
}
