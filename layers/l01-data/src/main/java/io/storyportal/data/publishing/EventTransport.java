package io.storyportal.data.publishing;

import io.storyportal.data.journal.EventEnvelope;
import java.util.List;
import reactor.core.publisher.Mono;

/** Carries events to whoever listens. Completes when all were taken; may carry some twice after a failure. */
public interface EventTransport {

    Mono<Void> publish(List<EventEnvelope> events);
}
