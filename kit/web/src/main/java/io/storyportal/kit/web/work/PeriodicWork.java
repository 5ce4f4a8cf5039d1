package io.storyportal.kit.web.work;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Work done after each interval, one round at a time: intervals that end during a round are passed over. A round that
 * fails is logged, further ones that fail in the same way only for debugging, and the next round tries again.
 */
public abstract class PeriodicWork extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(PeriodicWork.class);

    private final String name;
    private final Duration first;
    private final Duration interval;
    private @Nullable Class<?> failing;

    /** {@code name} says for the log what is done, as in "Forgetting old answers". */
    protected PeriodicWork(String name, Duration interval) {
        this(name, interval, interval);
    }

    /** {@code first} after the start comes the first round: sooner, where a process may not live as long as the interval. */
    protected PeriodicWork(String name, Duration first, Duration interval) {
        this.name = name;
        this.first = first;
        this.interval = interval;
    }

    protected abstract Mono<?> round();

    @Override
    protected final Flux<?> work() {
        return Flux.interval(first, interval).onBackpressureDrop().concatMap(tick -> attempt(), 0);
    }

    private Mono<Void> attempt() {
        return Mono.defer(this::round)
                .then(Mono.fromRunnable(this::succeeded))
                .onErrorResume(this::failed)
                .then();
    }

    private void succeeded() {
        if (failing != null) {
            log.info("{} goes on", name);
        }
        failing = null;
    }

    private Mono<Object> failed(Throwable failure) {
        if (failure.getClass() == failing) {
            log.debug("{} still waits", name, failure);
        } else {
            log.warn("{} waits: {}", name, failure.toString());
        }
        failing = failure.getClass();
        return Mono.empty();
    }
}
