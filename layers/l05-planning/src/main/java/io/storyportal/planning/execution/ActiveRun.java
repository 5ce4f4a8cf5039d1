package io.storyportal.planning.execution;

import io.storyportal.planning.ledger.Status;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** A run that this process executes, and until when it may. */
final class ActiveRun {
    private final Duration hold;
    private final Sinks.Many<Status> looks = Sinks.many().replay().limit(1);
    private final Disposable.Swap execution = Disposables.swap();
    private volatile Lease lease;
    private volatile long deadline;

    ActiveRun(Lease lease, Duration hold) {
        this.lease = lease;
        this.hold = hold;
        this.deadline = System.nanoTime() + hold.toNanos();
    }

    void runs(Disposable subscription) {
        execution.update(subscription);
    }

    Lease lease() {
        return lease;
    }

    Flux<Status> looks() {
        return looks.asFlux();
    }

    /** @param renewed the lease with the request for attention that {@code status} answers */
    void look(Lease renewed, Status status) {
        lease = renewed;
        looks.emitNext(status, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
    }

    /** Holds on for longer; true when somebody asked for attention since the last look. */
    boolean renewed(Lease renewed, long askedAt) {
        deadline = askedAt + hold.toNanos();
        return renewed.attention() != lease.attention();
    }

    boolean overdue() {
        return System.nanoTime() - deadline > 0;
    }

    void stop() {
        execution.dispose();
    }
}
