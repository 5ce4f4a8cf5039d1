package io.storyportal.apigateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.apigateway.DoorTestBase;
import io.storyportal.kit.testing.Problems;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Tag("l09")
class RequestLimitsTest extends DoorTestBase {

    private static final int OVER_ONE_MEBIBYTE = (1 << 20) + 1;

    @Test
    void tellsWhatIsLeftAndRefusesTheRest() {
        key("hasty", "GUEST", "STANDARD");
        WebClient client = WebClient.builder()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultHeader("X-API-Key", "hasty")
                .build();

        List<HttpHeaders> refusals = Flux.range(0, 400)
                .flatMap(i -> client.get().uri("/api/v1/goals").exchangeToMono(RequestLimitsTest::head), 32)
                .filter(head -> head.status() == HttpStatus.TOO_MANY_REQUESTS)
                .map(Head::headers)
                .collectList()
                .block();

        assertThat(refusals).isNotEmpty().allSatisfy(headers -> {
            assertThat(headers.getFirst("Retry-After")).isEqualTo("1");
            assertThat(headers.getFirst("RateLimit-Policy")).isEqualTo("\"standard\";q=100;w=1");
            assertThat(headers.getFirst("RateLimit")).isEqualTo("\"standard\";r=0;t=1");
            assertThat(headers.getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        });
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
                with("x").get().uri("/api/v1/goals?q=" + "a".repeat(9_000)).exchange(), 414, "E9101");
        Problems.expect(
                with("x")
                        .get()
                        .uri("/api/v1/goals")
                        .header("X-Long", "a".repeat(17_000))
                        .exchange(),
                431,
                "E9102");
    }

    private record Head(HttpStatus status, HttpHeaders headers) {}

    private static Mono<Head> head(ClientResponse response) {
        return response.releaseBody()
                .thenReturn(new Head(
                        HttpStatus.valueOf(response.statusCode().value()),
                        response.headers().asHttpHeaders()));
    }
}
