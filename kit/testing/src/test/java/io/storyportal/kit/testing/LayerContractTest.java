package io.storyportal.kit.testing;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.problem.CommonProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The smallest layer there can be keeps the contract by what kit-web gives it. */
@LayerTest
@Tag("kit")
class LayerContractTest implements LayerContract {

    @LocalServerPort
    int port;

    @Override
    public int port() {
        return port;
    }

    @Override
    public void isDescribedByTheCommittedOpenApi() {
        // This layer exists in this test alone.
    }

    @Test
    void namesTheUnknownFieldAndTheInvalidOne() {
        Problems.expect(post("{\"first_name\": \"a\", \"surprise\": 1}"), 400, "E1001");
        Problems.expect(post("{\"first_name\": \"\"}"), 422, "E1002");
        post("{\"first_name\": \"Ada\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.first_name")
                .isEqualTo("Ada");
    }

    @Test
    void keepsTheReasonOfAnUnexpectedFailureInside() {
        Problems.expect(authenticated().get().uri("/failures").exchange(), 500, "E1013");
    }

    private ResponseSpec post(String body) {
        return authenticated()
                .post()
                .uri("/greetings")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    @SpringBootApplication
    static class SmallestLayer {

        @RestController
        static class Greetings {

            record Greeting(@NotBlank @Size(max = 10) String firstName) {}

            @PostMapping("/greetings")
            Mono<Greeting> greet(Caller caller, @Valid @RequestBody Greeting greeting) {
                return Mono.just(greeting);
            }

            @GetMapping("/greetings/{id}")
            Mono<Greeting> find(@PathVariable UUID id, @RequestParam(required = false) Integer limit) {
                return Mono.error(CommonProblem.NOT_FOUND.exception("No greeting " + id));
            }

            @GetMapping("/failures")
            Mono<Greeting> fail() {
                return Mono.error(new IllegalStateException("secret reason"));
            }
        }
    }
}
