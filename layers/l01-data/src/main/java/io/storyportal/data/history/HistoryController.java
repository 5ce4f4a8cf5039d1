package io.storyportal.data.history;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.health.Drain;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** HTTP for verifiable history; each administrator verifies their own tenant's. */
@RestController
@RequestMapping("/api/history")
final class HistoryController {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final HistoryVerifier verifier;
    private final Drain drain;

    HistoryController(HistoryVerifier verifier, Drain drain) {
        this.verifier = verifier;
        this.drain = drain;
    }

    /** {@code progress} once a second, then {@code done} with the result; a stream that ends without it proves nothing. */
    @GetMapping(path = "/verification", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<HistoryVerification>> verifyHistory(Caller caller) {
        caller.require(Role.ADMIN);
        return Flux.defer(() -> {
                    AtomicReference<HistoryVerification> last = new AtomicReference<>();
                    return verifier.verify(caller.tenant())
                            .doOnNext(last::set)
                            .sample(EVERY)
                            .map(state -> event("progress", state))
                            .concatWith(Mono.defer(() -> Mono.justOrEmpty(last.get()))
                                    .map(state -> event("done", state)));
                })
                .takeUntilOther(drain.signal());
    }

    private static ServerSentEvent<HistoryVerification> event(String name, HistoryVerification state) {
        return ServerSentEvent.builder(state).event(name).build();
    }
}
