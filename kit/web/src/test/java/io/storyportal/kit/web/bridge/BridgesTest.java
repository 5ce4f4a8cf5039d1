package io.storyportal.kit.web.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.config.PortalProperties;
import io.storyportal.kit.web.identity.KeyFolder;
import io.storyportal.kit.web.identity.TokenSigner;
import io.storyportal.kit.web.identity.TokenVerifier;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

@Tag("kit")
class BridgesTest {

    interface Greetings {

        @GetExchange("/greeting")
        Mono<Greeting> greeting();

        @GetExchange("/greeting")
        Mono<Greeting> greetingOf(
                @RequestParam("since") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) Instant since);

        @PostExchange("/greeting")
        Mono<Greeting> greet();

        @PostExchange("/greeting")
        Mono<Greeting> greet(@RequestHeader("Idempotency-Key") String key);
    }

    record Greeting(String text) {}

    private static final Caller ADA = new Caller(TenantId.DEFAULT, "ada", Set.of(Role.DEVELOPER), null);
    private static final String BUSY =
            "{\"code\":\"E5014\",\"title\":\"Busy\",\"detail\":\"later\",\"remedy\":\"wait\"}";

    @TempDir
    Path folder;

    private final AtomicInteger calls = new AtomicInteger();
    private DisposableServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.disposeNow();
        }
    }

    @Test
    void callsWithATokenForTheCurrentCallerAndIgnoresUnknownFields() {
        AtomicReference<String> token = new AtomicReference<>("");
        Greetings greetings = bridgeTo((request, response) -> {
            token.set(request.requestHeaders().get("Authorization").substring("Bearer ".length()));
            return response.header("Content-Type", "application/json")
                    .sendString(Mono.just("{\"text\":\"hi\",\"new\":1}"));
        });
        assertThat(greetings.greeting().contextWrite(ADA::write).block()).isEqualTo(new Greeting("hi"));
        assertThat(new TokenVerifier("l05", List.of("l09"), new KeyFolder(folder), Clock.systemUTC())
                        .verify(token.get())
                        .block())
                .isEqualTo(new Caller(ADA.tenant(), "ada", ADA.roles(), "l09"));
    }

    @Test
    void writesAnInstantIntoAQueryAsIsoSays() {
        AtomicReference<String> uri = new AtomicReference<>("");
        Greetings greetings = bridgeTo((request, response) -> {
            uri.set(request.uri());
            return response.header("Content-Type", "application/json").sendString(Mono.just("{\"text\":\"hi\"}"));
        });
        Instant since = Instant.parse("2026-02-28T23:59:59.123456Z");

        greetings.greetingOf(since).contextWrite(ADA::write).block();

        assertThat(URLDecoder.decode(uri.get(), StandardCharsets.UTF_8)).isEqualTo("/greeting?since=" + since);
    }

    @Test
    void repeatsASafeCallThatMayPass() {
        Greetings greetings = bridgeTo(failingFirst(2));
        assertThat(greetings.greeting().contextWrite(ADA::write).block()).isEqualTo(new Greeting("hi"));
        assertThat(calls).hasValue(3);
    }

    @Test
    void repeatsAPostOnlyWhenItCarriesAnIdempotencyKey() {
        Greetings greetings = bridgeTo(failingFirst(1));
        StepVerifier.create(greetings.greet().contextWrite(ADA::write))
                .expectError(RemoteProblemException.class)
                .verify();
        calls.set(0);
        assertThat(greetings.greet("key").contextWrite(ADA::write).block()).isEqualTo(new Greeting("hi"));
    }

    @Test
    void passesARefusalOnAsTheSameProblem() {
        Greetings greetings = bridgeTo((request, response) -> response.status(409)
                .header("Content-Type", "application/problem+json")
                .sendString(Mono.just(
                        "{\"code\":\"E5100\",\"title\":\"No\",\"detail\":\"why\",\"remedy\":\"do\",\"status\":409}")));
        ProblemException problem = problemOf(greetings.greeting());
        assertThat(problem.problem().code()).isEqualTo("E5100");
        assertThat(problem.problem().status().value()).isEqualTo(409);
        assertThat(problem.detail()).isEqualTo("why");
        assertThat(calls).hasValue(1);
    }

    @Test
    void saysSoWhenTheLayerIsGone() {
        Greetings greetings = bridgeTo(failingFirst(0));
        server.disposeNow();
        assertThat(problemOf(greetings.greeting()).problem()).isEqualTo(CommonProblem.UNAVAILABLE);
    }

    @Test
    void doesNotWaitLongerThanItsTimeout() {
        Greetings greetings = bridgeTo((request, response) -> Mono.never());
        assertThat(problemOf(greetings.greeting()).problem()).isEqualTo(CommonProblem.TIMED_OUT);
    }

    @Test
    void leavesALayerAloneThatKeepsFailing() {
        Greetings greetings = bridgeTo(failingFirst(Integer.MAX_VALUE));
        for (int i = 0; i < 15; i++) {
            problemOf(greetings.greet());
        }
        assertThat(calls).hasValue(10);
    }

    @Test
    void keepsCallingALayerThatSaysWhatWentWrongWithOneCall() {
        Greetings greetings = bridgeTo((request, response) -> response.status(502)
                .header("Content-Type", "application/problem+json")
                .sendString(Mono.just("{\"code\":\"E3113\",\"title\":\"The page could not be fetched\"}")));
        for (int i = 0; i < 15; i++) {
            problemOf(greetings.greet());
        }
        assertThat(calls).hasValue(15);
    }

    @Test
    void leavesALayerAloneThatBreaksWithoutAWord() {
        Greetings greetings =
                bridgeTo((request, response) -> response.status(502).send());
        for (int i = 0; i < 15; i++) {
            problemOf(greetings.greet());
        }
        assertThat(calls).hasValue(10);
    }

    @Test
    void failsBeforeItLeavesWithoutACaller() {
        Greetings greetings = bridgeTo(failingFirst(0));
        StepVerifier.create(greetings.greeting())
                .expectError(ProblemException.class)
                .verify();
        assertThat(calls).hasValue(0);
    }

    private BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> failingFirst(int times) {
        return (request, response) -> calls.get() <= times
                ? response.status(503)
                        .header("Content-Type", "application/problem+json")
                        .sendString(Mono.just(BUSY))
                : response.header("Content-Type", "application/json").sendString(Mono.just("{\"text\":\"hi\"}"));
    }

    private Greetings bridgeTo(BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> {
                    calls.incrementAndGet();
                    return handler.apply(request, response);
                })
                .bindNow();
        KeyFolder keys = new KeyFolder(folder);
        keys.ensure("l09");
        PortalProperties properties = new PortalProperties(
                "l09",
                PortalProperties.Profile.PRODUCTION,
                folder,
                folder,
                List.of(),
                List.of(),
                Map.of("l05", URI.create("http://127.0.0.1:" + server.port())),
                Duration.ofMillis(500));
        TokenSigner signer = new TokenSigner("l09", keys, Clock.systemUTC());
        return new Bridges(properties, signer, WebClient.builder(), new JsonMapper()).client("l05", Greetings.class);
    }

    private static ProblemException problemOf(Mono<?> call) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        StepVerifier.create(call.contextWrite(ADA::write))
                .consumeErrorWith(failure::set)
                .verify(Duration.ofSeconds(10));
        return failure.get() instanceof RemoteProblemException remote
                ? remote.problem()
                : (ProblemException) failure.get();
    }
}
