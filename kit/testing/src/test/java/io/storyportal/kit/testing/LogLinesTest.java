package io.storyportal.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A log line says whose work it is of, whatever thread that has come to; and nothing of it stays on the thread. */
@LayerTest
@Tag("kit")
@ExtendWith(OutputCaptureExtension.class)
class LogLinesTest {

    private static final Logger log = LoggerFactory.getLogger(LogLinesTest.class);
    private static final Scheduler ONE_THREAD = Schedulers.newSingle("lines", true);
    private static final Duration A_MOMENT = Duration.ofMillis(1);
    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort
    int port;

    /** A request of a tenant of its own in a trace of its own. */
    private record Sent(TenantId tenant, String trace) {

        static Sent byAnybody() {
            return new Sent(
                    new TenantId(Ids.uuid7()), UUID.randomUUID().toString().replace("-", ""));
        }
    }

    @Test
    void namesTenantAndTraceAfterAHopToAThreadThatOthersUseToo(CapturedOutput output) {
        Sent first = Sent.byAnybody();
        Sent second = Sent.byAnybody();
        answered(first, "/lines/first");
        answered(second, "/lines/second");

        assertIsOf(first, line(output, "first: within"));
        assertIsOf(second, line(output, "second: within"));
    }

    @Test
    void leavesNothingOnTheThread(CapturedOutput output) {
        answered(Sent.byAnybody(), "/lines/left");
        Mono.fromRunnable(() -> log.info("left: later")).subscribeOn(ONE_THREAD).block();

        assertIsOfNobody(line(output, "left: after"));
        assertIsOfNobody(line(output, "left: later"));
    }

    @Test
    void staysInTheTraceAcrossACallThatIsMadeAfterAHop(CapturedOutput output) {
        Sent sent = Sent.byAnybody();
        answered(sent, "/calls/called");

        assertIsOf(sent, line(output, "called: within"));
    }

    /** What Spring writes of it names neither. */
    @Test
    void namesTenantAndTraceOfAnAnswerThatBreaksOff(CapturedOutput output) {
        Sent sent = Sent.byAnybody();
        send(sent, "/broken")
                .returnResult(String.class)
                .getResponseBody()
                .onErrorComplete()
                .blockLast();

        assertIsOf(sent, line(output, "GET /broken broke off"));
    }

    private static void assertIsOf(Sent sent, JsonNode line) {
        assertThat(line.path("tenant_id").asString()).isEqualTo(sent.tenant().toString());
        assertThat(line.path("traceId").asString()).isEqualTo(sent.trace());
    }

    private static void assertIsOfNobody(JsonNode line) {
        assertThat(line.has("tenant_id") || line.has("traceId")).isFalse();
    }

    private static JsonNode line(CapturedOutput output, String message) {
        String line = output.getOut()
                .lines()
                .filter(each -> each.contains(message))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No line '" + message + "'"));
        return JSON.readTree(line);
    }

    private void answered(Sent sent, String path) {
        send(sent, path).expectStatus().isOk();
    }

    private WebTestClient.ResponseSpec send(Sent sent, String path) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .build()
                .get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + Tokens.of("l09", "l01", sent.tenant()))
                .header("traceparent", "00-" + sent.trace() + "-b7ad6b7169203331-01")
                .exchange();
    }

    @SpringBootApplication
    static class WritingLayer {

        @RestController
        static class Lines {

            private final WebClient.Builder clients;

            Lines(WebClient.Builder clients) {
                this.clients = clients;
            }

            @GetMapping("/lines/{name}")
            Mono<Void> write(@PathVariable String name) {
                return Mono.delay(A_MOMENT, ONE_THREAD)
                        .then(InContext.<Void>fromRunnable(() -> log.info("{}: within", name)))
                        .then(Mono.fromRunnable(() -> log.info("{}: after", name)));
            }

            @GetMapping("/calls/{name}")
            Mono<Void> call(
                    @PathVariable String name,
                    @RequestHeader(HttpHeaders.AUTHORIZATION) String credential,
                    ServerHttpRequest request) {
                return Mono.delay(A_MOMENT, ONE_THREAD)
                        .then(clients.build()
                                .get()
                                .uri("http://127.0.0.1:{port}/lines/{name}", port(request), name)
                                .header(HttpHeaders.AUTHORIZATION, credential)
                                .retrieve()
                                .bodyToMono(Void.class));
            }

            private static int port(ServerHttpRequest request) {
                return Objects.requireNonNull(request.getLocalAddress()).getPort();
            }

            @GetMapping(path = "/broken", produces = "text/event-stream")
            Flux<String> breakOff() {
                return Flux.just("begun")
                        .concatWith(
                                Mono.delay(A_MOMENT, ONE_THREAD).then(Mono.error(new IllegalStateException("broken"))));
            }
        }
    }
}
