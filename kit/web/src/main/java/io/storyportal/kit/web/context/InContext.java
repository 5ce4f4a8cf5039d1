package io.storyportal.kit.web.context;

import io.micrometer.context.ContextSnapshot.Scope;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Steps of a chain that write log lines. Only what runs here has the tenant, the trace and the span of the chain's context
 * on its thread; other steps have none (ADR 0006).
 */
public final class InContext {

    /** A line of a chain without a caller or a trace must not get those of another chain. */
    private static final ContextSnapshotFactory SNAPSHOTS =
            ContextSnapshotFactory.builder().clearMissing(true).build();

    private InContext() {}

    /** As {@link Mono#fromRunnable}. */
    public static <T> Mono<T> fromRunnable(Runnable work) {
        return fromCallable(() -> {
            work.run();
            return null;
        });
    }

    /** As {@link Mono#fromCallable}. */
    public static <T> Mono<T> fromCallable(Callable<? extends @Nullable T> work) {
        return Mono.deferContextual(context -> Mono.fromCallable(() -> {
            try (Scope thread = SNAPSHOTS.setThreadLocalsFrom(context)) {
                return work.call();
            }
        }));
    }
}
