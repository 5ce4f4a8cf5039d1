package io.storyportal.apigateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.apigateway.DoorTestBase;
import io.storyportal.apigateway.FakeLayer;
import io.storyportal.kit.testing.Problems;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What a client is told when a layer is slow, broken or gone. */
@Tag("l09")
class CallFailureTest extends DoorTestBase {

    @Test
    void aLayerThatIsNotThereIsA503ThatNamesIt() {
        JsonNode problem = Problems.expect(
                with(key("guest", "GUEST", "STANDARD"))
                        .get()
                        .uri("/api/v1/models")
                        .exchange(),
                503,
                "E9110");

        assertThat(problem.path("detail").asString()).startsWith("l04");
    }

    @Test
    void aLayerThatBreaksOffIsA502() {
        L05.on("/goals/broken", (request, response) -> {
            response.withConnection(connection -> connection.channel().close());
            return Mono.never();
        });

        Problems.expect(
                with(key("guest", "GUEST", "STANDARD"))
                        .get()
                        .uri("/api/v1/goals/broken")
                        .exchange(),
                502,
                "E9112");
    }

    @Test
    void aRouteWhoseLayerKeepsFailingIsPausedAndTheOthersAreNot() {
        WebTestClient client = with(key("developer", "DEVELOPER", "STANDARD"));
        IntStream.range(0, 12).forEach(i -> client.post().uri("/api/v1/embed").exchange());

        client.post()
                .uri("/api/v1/embed")
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("E9113");
        Problems.expect(client.post().uri("/api/v1/infer").exchange(), 503, "E9110");
    }

    @Test
    void aLayerThatSaysWhatWentWrongWithOneCallIsNotPaused() {
        key("developer", "DEVELOPER", "STANDARD");
        L05.on("/goals/7/cancel", problem(502));

        IntStream.range(0, 12).forEach(i -> call(HttpMethod.POST, "/api/v1/goals/7/cancel"));

        assertThat(L05.seen()).hasSize(12);
    }

    @Test
    void aLayerThatIsNotUpToTheWorkIsPausedWhateverItSays() {
        key("developer", "DEVELOPER", "STANDARD");
        L02.on("/state/7", problem(503));
        L05.on("/tasks/7/status", (request, response) -> response.status(502).send());

        IntStream.range(0, 12).forEach(i -> {
            call(HttpMethod.GET, "/api/v1/agents/7/state");
            call(HttpMethod.GET, "/api/v1/tasks/7/status");
        });

        assertThat(L02.seen()).hasSize(10);
        assertThat(L05.seen()).hasSize(10);
    }

    private void call(HttpMethod method, String path) {
        // Read to its end: an answer left unread keeps its connection.
        with("developer").method(method).uri(path).exchange().expectBody().returnResult();
    }

    private static FakeLayer.Answer problem(int status) {
        return (request, response) -> response.status(status)
                .header("Content-Type", "application/problem+json")
                .sendString(Mono.just("{\"status\":" + status + "}"));
    }

    @Test
    void theHealthOfTheFleetNamesTheLayersThatAreDown() {
        L01.on("/health/ready", (request, response) -> response.header("Content-Type", "application/json")
                .sendString(Mono.just("{\"status\":\"UP\",\"checks\":{\"database\":\"UP\"}}"))
                .then());

        with(key("guest", "GUEST", "STANDARD"))
                .get()
                .uri("/health/detailed")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("DEGRADED")
                .jsonPath("$.layers.l01.status")
                .isEqualTo("UP")
                .jsonPath("$.layers.l01.checks.database")
                .isEqualTo("UP")
                .jsonPath("$.layers.l04.status")
                .isEqualTo("UNREACHABLE");
        Problems.expect(anybody().get().uri("/health/detailed").exchange(), 401, "E9011");
        anybody().get().uri("/health/startup").exchange().expectStatus().isOk();
    }
}
