package io.storyportal.ui.live;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.health.Drain;
import io.storyportal.ui.UiProperties;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/** One browser's stream, from its first frame to the close code that says why it ended. */
final class EventSocket {

    private final EventTail tail;
    private final UiProperties.Socket limits;
    private final Drain drain;
    private final JsonMapper json;
    private final Clock clock;

    EventSocket(EventTail tail, UiProperties.Socket limits, Drain drain, JsonMapper json, Clock clock) {
        this.tail = tail;
        this.limits = limits;
        this.drain = drain;
        this.json = json;
        this.clock = clock;
    }

    /** Ends when the browser leaves, or after a close code was sent to it. */
    Mono<Void> serve(WebSocketSession session, Caller caller) {
        Sinks.One<String> wish = Sinks.one();
        AtomicReference<@Nullable CloseStatus> ending = new AtomicReference<>();
        Flux<WebSocketMessage> frames = frames(wish.asMono())
                .onErrorResume(Farewell.Ending.class, end -> {
                    ending.set(end.status());
                    return Flux.empty();
                })
                .contextWrite(caller::write)
                .map(frame -> session.textMessage(json.writeValueAsString(frame)));
        Mono<Void> sent = session.send(frames)
                .then(Mono.defer(() -> session.close(Objects.requireNonNullElse(ending.get(), CloseStatus.NORMAL))));
        // Read to the end and apart from what is sent: netty closes a socket, without a code, when reading is
        // cancelled.
        return Mono.firstWithSignal(left(session, wish), sent);
    }

    /** Only the first frame says anything; the rest is read so that the browser's leaving is noticed. */
    private static Mono<Void> left(WebSocketSession session, Sinks.One<String> wish) {
        return session.receive()
                .map(WebSocketMessage::getPayloadAsText)
                .doOnNext(wish::tryEmitValue)
                .then();
    }

    private Flux<Frame> frames(Mono<String> wish) {
        Flux<Frame> pings =
                Flux.interval(limits.ping()).onBackpressureDrop().map(tick -> new Frame.Ping(clock.instant()));
        return wish.timeout(limits.greeting(), Mono.error(Farewell.SILENT::asEnding))
                .flatMapMany(frame -> tail.follow(Wish.parse(frame, json)).mergeWith(pings))
                .takeUntilOther(ends());
    }

    private Mono<Void> ends() {
        Mono<Void> restart = drain.signal().then(Mono.error(Farewell.RESTARTING::asEnding));
        Mono<Void> renew = Mono.delay(limits.lifetime()).then(Mono.error(Farewell.RENEW::asEnding));
        return Mono.firstWithSignal(restart, renew);
    }
}
