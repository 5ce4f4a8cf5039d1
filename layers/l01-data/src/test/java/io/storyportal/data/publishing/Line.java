package io.storyportal.data.publishing;

import io.storyportal.data.Api;
import io.storyportal.data.journal.EventEnvelope;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.core.publisher.Mono;

/** Takes events when it is there, and remembers in which order and how many at once. */
final class Line implements EventTransport {

    final Queue<EventEnvelope> taken = new ConcurrentLinkedQueue<>();
    volatile boolean there = true;
    volatile int mostAtOnce;

    @Override
    public Mono<Void> publish(List<EventEnvelope> events) {
        return Mono.defer(() -> {
            mostAtOnce = Math.max(mostAtOnce, events.size());
            if (!there) {
                return Mono.error(new IOException("The line is dead"));
            }
            taken.addAll(events);
            return Mono.empty();
        });
    }

    List<Long> positionsOf(Api api) {
        return taken.stream()
                .filter(event -> event.metadata().tenantId().equals(api.tenant().value()))
                .map(EventEnvelope::position)
                .toList();
    }
}
