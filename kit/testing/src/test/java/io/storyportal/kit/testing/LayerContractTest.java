package io.storyportal.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.DevKey;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The smallest layer there can be keeps the contract by what kit-web gives it. */
@LayerTest
@Tag("kit")
@ExtendWith(OutputCaptureExtension.class)
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

    @Test
    void everyLogLineOfARequestNamesItsTenant(CapturedOutput output) {
        authenticated().get().uri("/failures").exchange().expectStatus().is5xxServerError();
        assertThat(output).contains("\"tenant_id\":\"" + TenantId.DEFAULT + "\"");
    }

    /**
     * A client that has its answer may send the next request before the server is done with the one before. The second
     * one, refused at once, must not leave the connection unread: versions of Reactor Netty before 1.3.8 did.
     */
    @Test
    void readsTheRequestsThatFollowOneThatEndedLate() throws IOException {
        String refused = "POST /greetings HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String ending =
                    "GET /endings HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + DevKey.VALUE + "\r\n\r\n";
            for (String request : List.of(ending, refused, refused)) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                readOne(answers);
            }
        }
    }

    private static void readOne(BufferedReader answers) throws IOException {
        assertThat(answers.readLine()).startsWith("HTTP/1.1 ");
        long length = 0;
        for (String header = answers.readLine(); !header.isEmpty(); header = answers.readLine()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length =
                        Long.parseLong(header.substring(header.indexOf(':') + 1).strip());
            }
        }
        assertThat(answers.skip(length)).isEqualTo(length);
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

            /** Its one byte is all there is to come, but the server learns that only after a moment. */
            @GetMapping("/endings")
            ResponseEntity<Flux<DataBuffer>> endLate() {
                DataBuffer all = DefaultDataBufferFactory.sharedInstance.wrap(new byte[1]);
                return ResponseEntity.ok()
                        .contentLength(1)
                        .body(Flux.just(all)
                                .concatWith(Mono.delay(Duration.ofMillis(100)).then(Mono.empty())));
            }

            @GetMapping("/failures")
            Mono<Greeting> fail() {
                return Mono.error(new IllegalStateException("secret reason"));
            }
        }
    }
}
