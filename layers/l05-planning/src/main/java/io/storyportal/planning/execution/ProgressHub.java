package io.storyportal.planning.execution;

import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Tells watchers in this process which plan has just moved. A hint only: who misses one reads L01 a moment later.
 */
public final class ProgressHub {
    private final Sinks.Many<UUID> moved = Sinks.many().multicast().directBestEffort();

    public void changed(UUID plan) {
        // A lost race with another emitter loses a hint, which the watcher's own clock makes up for.
        moved.tryEmitNext(plan);
    }

    public Flux<UUID> changes(UUID plan) {
        return moved.asFlux().filter(plan::equals).onBackpressureLatest();
    }
}
