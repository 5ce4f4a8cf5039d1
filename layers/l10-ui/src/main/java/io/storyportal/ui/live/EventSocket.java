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
import reactor.core.publisher.Signal;
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

    Mono<Void> serve(WebSocketSession session, Caller caller) {
        AtomicReference<@Nullable CloseStatus> ending = new AtomicReference<>();
        Flux<WebSocketMessage> said = session.receive()
                .map(WebSocketMessage::getPayloadAsText)
                .timeout(Mono.delay(limits.greeting()), frame -> Mono.never(), silence())
                .switchOnFirst((first, rest) -> answer(first, rest))
                .takeUntilOther(ends())
                .onErrorResume(Farewell.Ending.class, end -> {
                    ending.set(end.status());
                    return Flux.empty();
                })
                .contextWrite(caller::write)
                .map(frame -> session.textMessage(json.writeValueAsString(frame)));
        return session.send(said)
                .then(Mono.defer(() -> session.close(Objects.requireNonNullElse(ending.get(), CloseStatus.NORMAL))));
    }

    /** Only the first frame says anything; the rest is read so that the browser's leaving is noticed. */
    private Flux<Frame> answer(Signal<? extends String> first, Flux<String> rest) {
        String frame = first.get();
        if (frame == null) {
            return rest.cast(Frame.class);
        }
        Mono<Void> gone = rest.then();
        Flux<Frame> pings =
                Flux.interval(limits.ping()).onBackpressureDrop().map(tick -> new Frame.Ping(clock.instant()));
        return Flux.defer(() -> tail.follow(Wish.parse(frame, json)))
                .mergeWith(pings)
                .takeUntilOther(gone);
    }

    private static Flux<String> silence() {
        return Flux.error(Farewell.SILENT::asEnding);
    }

    private Mono<Void> ends() {
        Mono<Void> restart = drain.signal().then(Mono.error(Farewell.RESTARTING::asEnding));
        Mono<Void> renew = Mono.delay(limits.lifetime()).then(Mono.error(Farewell.RENEW::asEnding));
        return Mono.firstWithSignal(restart, renew);
    }
}
