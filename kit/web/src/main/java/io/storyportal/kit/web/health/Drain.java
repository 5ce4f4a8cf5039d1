package io.storyportal.kit.web.health;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Tells long-lived work that the process is stopping, before the server waits for open requests: streams end with
 * {@code takeUntilOther(drain.signal())}, loops stop taking work.
 */
public final class Drain implements ApplicationListener<ContextClosedEvent> {

    private final Sinks.Empty<Void> sink = Sinks.empty();
    private volatile boolean draining;

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        draining = true;
        sink.tryEmitEmpty();
    }

    /** Completes when draining begins. */
    public Mono<Void> signal() {
        return sink.asMono();
    }

    public boolean isDraining() {
        return draining;
    }
}
