package io.storyportal.apigateway.proxy;

import io.storyportal.apigateway.DoorTestBase;
import io.storyportal.kit.web.health.Drain;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** In a context of its own, because a door that began to stop does not begin again. */
@Tag("l09")
@TestPropertySource(properties = "l09.session-lifetime=11h")
class DrainTest extends DoorTestBase {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Drain drain;

    @Test
    void endsStreamsAndClosesWebSocketsAsGoingAway() {
        L01.on("/api/events/stream", (request, response) -> response.sse()
                .sendString(Flux.concat(Mono.just("id: 1\ndata: one\n\n"), Mono.never())));
        L10.on(
                "/ws/events",
                (request, response) -> response.sendWebsocket(
                        (in, out) -> out.sendString(Flux.concat(Mono.just("open"), Mono.never()))));
        Flux<String> stream = WebClient.create("http://127.0.0.1:" + port)
                .get()
                .uri("/api/v1/events/stream")
                .header("X-API-Key", key("streaming", "GUEST", "STANDARD"))
                .retrieve()
                .bodyToFlux(String.class);
        HttpHeaders headers = new HttpHeaders();
        headers.set("X-API-Key", "streaming");
        Sinks.One<CloseStatus> closed = Sinks.one();
        Sinks.Empty<Void> opened = Sinks.empty();
        new ReactorNettyWebSocketClient()
                .execute(
                        URI.create("ws://127.0.0.1:" + port + "/ws/events"),
                        headers,
                        // Both from the start: the status is not kept for whoever asks after the end.
                        session -> Mono.when(
                                session.receive().doOnNext(message -> opened.tryEmitEmpty()),
                                session.closeStatus().doOnNext(closed::tryEmitValue)))
                .subscribe();
        opened.asMono().block(PATIENCE);

        StepVerifier.create(stream)
                .expectNext("one")
                .then(() -> drain.onApplicationEvent(new ContextClosedEvent(context)))
                .expectComplete()
                .verify(PATIENCE);

        StepVerifier.create(closed.asMono().map(CloseStatus::getCode))
                .expectNext(1001)
                .expectComplete()
                .verify(PATIENCE);
    }
}
