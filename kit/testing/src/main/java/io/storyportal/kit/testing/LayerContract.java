package io.storyportal.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.DevKey;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.config.Layer;
import io.storyportal.kit.web.ids.TenantId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * What every deployable layer keeps: it boots and becomes ready, describes itself as the committed OpenAPI says, lets
 * nobody in without a valid token, and answers bad input with problems. A layer's test implements this on
 * {@link LayerTest}.
 */
public interface LayerContract {

    /** The port the layer under test listens on. */
    int port();

    /** Layers without an OpenAPI of their own (the door) say no. */
    default boolean describesItself() {
        return true;
    }

    /** Whether the layer takes signed tokens of other services; the door takes outside credentials instead. */
    default boolean takesServiceTokens() {
        return true;
    }

    default WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port())
                .responseTimeout(Duration.ofSeconds(20))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(16 * 1024 * 1024))
                .build();
    }

    default WebTestClient authenticated() {
        return client().mutate()
                .defaultHeaders(headers -> headers.setBearerAuth(DevKey.VALUE))
                .build();
    }

    @Test
    default void isAliveWithoutAToken() {
        client().get().uri("/health/live").exchange().expectStatus().isOk();
    }

    @Test
    default void becomesReady() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> client().get()
                .uri("/health/ready")
                .exchange()
                .expectStatus()
                .isOk());
    }

    @Test
    default void answersAnUnknownPathWithNotFound() {
        Problems.expect(
                authenticated().get().uri("/no/such/path").exchange(),
                404,
                Layer.current().code(3));
    }

    @Test
    default void answersATargetThatIsNoUriWithAProblem() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET /a|b\\c^%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .containsIgnoringCase("content-type: application/problem+json")
                    .contains("\"code\":\"" + Layer.current().code(1) + '"', "\"remedy\":");
        }
    }

    @Test
    default void showsMetricsToAuthenticatedCallersOnly() {
        Problems.expect(client().get().uri("/actuator/prometheus").exchange(), 401);
        authenticated()
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @TestFactory
    default Stream<DynamicTest> refusesEveryRouteWithoutAValidToken() {
        String layer = Layer.current().id();
        return Operation.allOf(this)
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
                    Problems.expect(
                            operation.send(client()), 401, Layer.current().code(11));
                    Problems.expect(
                            operation.send(withToken("not-a-token")),
                            401,
                            Layer.current().code(11));
                    if (takesServiceTokens()) {
                        Problems.expect(operation.send(withToken(expiredToken(layer))), 401);
                        Problems.expect(operation.send(withToken(Tokens.of("l09", "l14", TenantId.DEFAULT))), 401);
                    }
                }));
    }

    @Test
    default void refusesAServiceThatIsNotOnItsList() {
        if (takesServiceTokens()) {
            String layer = Layer.current().id();
            Problems.expect(
                    withToken(Tokens.of("l00", layer, TenantId.DEFAULT))
                            .get()
                            .uri("/no/such/path")
                            .exchange(),
                    403,
                    Layer.current().code(12));
        }
    }

    @TestFactory
    default Stream<DynamicTest> answersBadInputWithAProblem() {
        return Operation.allOf(this).flatMap(operation -> BadInput.of(operation, authenticated()));
    }

    @Test
    default void isDescribedByTheCommittedOpenApi() {
        if (describesItself()) {
            CommittedOpenApi.check(this);
        }
    }

    private WebTestClient withToken(String token) {
        return client().mutate()
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
    }

    private static String expiredToken(String layer) {
        Clock anHourAgo = Clock.fixed(Instant.now().minus(Duration.ofHours(1)), ZoneOffset.UTC);
        Caller caller = new Caller(TenantId.DEFAULT, "test", Set.of(Role.ADMIN), null);
        return Tokens.of("l09", layer, caller, anHourAgo);
    }
}
