package io.storyportal.apigateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelOption;
import io.storyportal.apigateway.DoorTestBase;
import io.storyportal.apigateway.FakeLayer.Seen;
import io.storyportal.apigateway.SmallSockets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

/** What never ends, and what is too large to hold. */
@Tag("l09")
class StreamTest extends DoorTestBase {

    private static final int CHUNK = 8 * 1024;
    private static final int CHUNKS = 12_800;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void streamsAnUploadWithoutHoldingIt() {
        AtomicLong received = new AtomicLong();
        AtomicLong ahead = new AtomicLong();
        AtomicLong sent = new AtomicLong();
        L01.on("/api/artifacts", (request, response) -> request.receive()
                .doOnNext(buffer -> {
                    long now = received.addAndGet(buffer.readableBytes());
                    ahead.accumulateAndGet(sent.get() - now, Math::max);
                })
                .then(response.status(201).send()));
        byte[] chunk = new byte[CHUNK];
        Flux<DataBuffer> body = Flux.range(0, CHUNKS).map(i -> {
            sent.addAndGet(CHUNK);
            return DefaultDataBufferFactory.sharedInstance.wrap(chunk);
        });

        HttpClient smallSocket = HttpClient.newConnection().option(ChannelOption.SO_SNDBUF, SmallSockets.BYTES);
        with(key("uploader", "DEVELOPER", "STANDARD"))
                .mutate()
                .clientConnector(new ReactorClientHttpConnector(smallSocket))
                .responseTimeout(PATIENCE)
                .build()
                .post()
                .uri("/api/v1/artifacts?name=large.bin")
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(BodyInserters.fromDataBuffers(body))
                .exchange()
                .expectStatus()
                .isCreated();

        assertThat(received).hasValue((long) CHUNK * CHUNKS);
        // What is between sender and receiver: small socket buffers, and the chunks the sender prepares ahead (a
        // megabyte).
        assertThat(ahead).hasValueLessThan(8L << 20);
    }

    @Test
    void refusesAnUploadOverTheLimitWithoutReadingIt() throws IOException {
        key("hoarder", "DEVELOPER", "STANDARD");
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write("""
                    POST /api/v1/artifacts HTTP/1.1\r
                    Host: localhost\r
                    X-API-Key: hoarder\r
                    Content-Length: %d\r
                    \r
                    """.formatted((2L << 30) + 1).getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

            assertThat(answer.readLine()).startsWith("HTTP/1.1 413");
        }
        assertThat(L01.seen()).noneMatch(seen -> seen.uri().startsWith("/api/artifacts"));
    }

    @Test
    void passesEachEventOnWhenItComes() {
        Sinks.Many<String> events = Sinks.many().unicast().onBackpressureBuffer();
        L01.on("/api/events/stream", (request, response) -> response.sse().sendString(events.asFlux()));
        Flux<ServerSentEvent<String>> stream = client("follower")
                .get()
                .uri("/api/v1/events/stream")
                .header("Last-Event-ID", "41")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .retrieve()
                .bodyToFlux(new ParameterizedTypeReference<>() {});

        StepVerifier.create(stream.map(event -> event.id() + ":" + event.data()))
                .then(() -> events.tryEmitNext("id: 42\ndata: one\n\n"))
                .expectNext("42:one")
                .then(() -> events.tryEmitNext("id: 43\ndata: two\n\n"))
                .expectNext("43:two")
                .thenCancel()
                .verify(PATIENCE);
        assertThat(L01.last().headers()).containsEntry("last-event-id", "41");
    }

    @Test
    void aClientThatLeavesEndsTheStreamInside() {
        Sinks.Empty<Void> ended = Sinks.empty();
        L01.on("/api/events/stream", (request, response) -> response.sse()
                .sendString(Flux.interval(Duration.ZERO, Duration.ofMillis(20))
                        .map(i -> "data: " + i + "\n\n")
                        .doOnCancel(ended::tryEmitEmpty)));

        client("passer-by")
                .get()
                .uri("/api/v1/events/stream")
                .retrieve()
                .bodyToFlux(String.class)
                .blockFirst(PATIENCE);

        StepVerifier.create(ended.asMono()).expectComplete().verify(PATIENCE);
    }

    @Test
    void endsWithTheKeyThatOpenedIt() {
        L01.on("/api/events/stream", (request, response) -> response.sse()
                .sendString(Flux.concat(Mono.just("data: one\n\n"), Mono.never())));
        Flux<String> stream =
                client("leaving").get().uri("/api/v1/events/stream").retrieve().bodyToFlux(String.class);
        WebTestClient boss = with(key("boss", "ADMIN", "STANDARD"));

        StepVerifier.create(stream)
                .expectNext("one")
                .then(() -> {
                    revoke("leaving");
                    boss.delete()
                            .uri("/api/v1/api-keys/8")
                            .exchange()
                            .expectStatus()
                            .isOk();
                })
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void goesOnWhenAnotherKeyIsRevoked() {
        Sinks.Many<String> events = Sinks.many().unicast().onBackpressureBuffer();
        L01.on("/api/events/stream", (request, response) -> response.sse().sendString(events.asFlux()));
        Flux<String> stream =
                client("staying").get().uri("/api/v1/events/stream").retrieve().bodyToFlux(String.class);
        WebTestClient boss = with(key("boss", "ADMIN", "STANDARD"));

        StepVerifier.create(stream)
                .then(() -> events.tryEmitNext("data: one\n\n"))
                .expectNext("one")
                .then(() -> {
                    boss.delete()
                            .uri("/api/v1/api-keys/8")
                            .exchange()
                            .expectStatus()
                            .isOk();
                    events.tryEmitNext("data: two\n\n");
                })
                .expectNext("two")
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void endsAfterAQuarterOfAnHourWhenNobodyTellsOfAnEnd() {
        StepVerifier.withVirtualTime(() -> StreamEndFilter.firstOf(Mono.never(), Mono.never()))
                .expectSubscription()
                .expectNoEvent(Duration.ofMinutes(14))
                .thenAwait(Duration.ofMinutes(1))
                .verifyComplete();
    }

    @Test
    void connectsAWebSocketThroughBothWays() {
        L10.on(
                "/ws/events",
                (request, response) -> response.sendWebsocket(
                        (in, out) -> out.sendString(in.receive().asString().map(text -> "inside heard " + text))));
        HttpHeaders headers = new HttpHeaders();
        headers.set("X-API-Key", key("watcher", "GUEST", "STANDARD"));
        Sinks.One<String> answer = Sinks.one();

        Mono<Void> conversation = new ReactorNettyWebSocketClient()
                .execute(URI.create("ws://127.0.0.1:" + port + "/ws/events"), headers, session -> session.send(
                                Mono.just(session.textMessage("hello")))
                        .then(session.receive()
                                .map(WebSocketMessage::getPayloadAsText)
                                .next()
                                .doOnNext(answer::tryEmitValue)
                                .then()));

        StepVerifier.create(conversation.then(answer.asMono()))
                .expectNext("inside heard hello")
                .expectComplete()
                .verify(PATIENCE);
        Seen seen = L10.last();
        assertThat(seen.headers().get("authorization")).startsWith("Bearer ey");
        assertThat(seen.headers()).doesNotContainKey("x-api-key");
    }

    @Test
    void aWebSocketClosesWhenItsKeyIsRevoked() {
        L10.on(
                "/ws/events",
                (request, response) -> response.sendWebsocket(
                        (in, out) -> out.sendString(Flux.concat(Mono.just("open"), Mono.never()))));
        HttpHeaders headers = new HttpHeaders();
        headers.set("X-API-Key", key("watching", "GUEST", "STANDARD"));
        WebTestClient boss = with(key("boss", "ADMIN", "STANDARD"));
        Sinks.Empty<Void> opened = Sinks.empty();
        Mono<Void> conversation = new ReactorNettyWebSocketClient()
                .execute(URI.create("ws://127.0.0.1:" + port + "/ws/events"), headers, session -> session.receive()
                        .doOnNext(message -> opened.tryEmitEmpty())
                        .then());
        StepVerifier socket = StepVerifier.create(conversation).expectComplete().verifyLater();
        opened.asMono().block(PATIENCE);

        revoke("watching");
        boss.delete().uri("/api/v1/api-keys/9").exchange().expectStatus().isOk();

        socket.verify(PATIENCE);
    }

    @Test
    void noWebSocketOpensWithoutACredential() {
        Mono<Void> attempt = new ReactorNettyWebSocketClient()
                .execute(URI.create("ws://127.0.0.1:" + port + "/ws/events"), session -> Mono.empty());

        StepVerifier.create(attempt).expectError().verify(PATIENCE);
        assertThat(L10.seen()).isEmpty();
    }

    private WebClient client(String name) {
        return WebClient.builder()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultHeader("X-API-Key", key(name, "GUEST", "STANDARD"))
                .build();
    }
}
