package io.storyportal.kit.events;

import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Handles an event until that succeeds or cannot. While something that the handler needs is away, it waits however long
 * that takes. A failure of another kind is retried ten times over about a minute, then logged and passed over, so that
 * one event cannot stop the rest.
 */
record PatientHandler(String follower, Function<EventEnvelope, Mono<Void>> handler) {

    private static final Logger log = LoggerFactory.getLogger(PatientHandler.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final int ATTEMPTS_MORE = 10;

    Mono<Void> handle(EventEnvelope event) {
        return Mono.defer(() -> handler.apply(event))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_WAIT)
                        .maxBackoff(LONGEST_WAIT)
                        .filter(Outage::is)
                        .doBeforeRetry(retry -> log.warn(
                                "Follower {} waits with {} {}: {}",
                                follower,
                                event.eventType(),
                                event.eventId(),
                                retry.failure().getMessage())))
                .retryWhen(Retry.backoff(ATTEMPTS_MORE, FIRST_WAIT).maxBackoff(LONGEST_WAIT))
                .onErrorResume(poison -> {
                    log.error("Follower {} passes over {} {}", follower, event.eventType(), event.eventId(), poison);
                    return Mono.empty();
                });
    }
}
