package io.storyportal.planning.execution;

import io.storyportal.kit.web.context.InContext;
import io.storyportal.planning.ledger.Change;
import io.storyportal.planning.ledger.Change.Resource;
import io.storyportal.planning.ledger.PlanLedger;
import io.storyportal.planning.ledger.Status;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes a leased run from wherever it is to its end, and lets go of it properly. */
final class RunExecutor {
    private static final Logger log = LoggerFactory.getLogger(RunExecutor.class);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATER = Duration.ofSeconds(2);

    private final RunStore store;
    private final RunLoader loader;
    private final LatePlanning planning;
    private final PlanRun.Collaborators with;

    RunExecutor(RunStore store, RunLoader loader, LatePlanning planning, PlanRun.Collaborators with) {
        this.store = store;
        this.loader = loader;
        this.planning = planning;
        this.with = with;
    }

    /**
     * Never fails: what goes wrong ends in the run being released and tried again.
     *
     * @param lease the lease as it stands when asked, since its attention counter moves
     */
    Mono<Void> execute(Supplier<Lease> lease, Mono<RunContext> context, Flux<Status> looks) {
        return context.flatMap(run -> advance(lease, run, looks).thenReturn(true))
                .switchIfEmpty(Mono.defer(() -> plan(lease.get()).thenReturn(true)))
                .onErrorResume(RunLoader.Unrunnable.class, reason -> refuse(lease.get(), reason)
                        .thenReturn(true))
                .onErrorResume(failure -> InContext.fromRunnable(() -> log.warn(
                                "Run of plan {} is put back: {}",
                                lease.get().run().plan(),
                                failure.toString()))
                        .then(Mono.defer(() -> store.release(lease.get(), LATER)))
                        .thenReturn(true))
                .onErrorResume(failure -> Mono.empty())
                .then();
    }

    Mono<RunContext> load(Lease lease) {
        return loader.load(lease);
    }

    private Mono<Void> advance(Supplier<Lease> lease, RunContext run, Flux<Status> looks) {
        return switch (run.planStatus()) {
            case COMPLETED, FAILED -> letGo(lease, run, run.planStatus().wire());
            case DRAFT, AWAITING_APPROVAL, PAUSED -> store.finish(lease.get()).then();
            case QUEUED, RUNNING, CANCELLED -> PlanRun.execute(run, with, looks).flatMap(end -> ended(lease, run, end));
        };
    }

    private Mono<Void> ended(Supplier<Lease> lease, RunContext run, RunEnd end) {
        String how = end.name().toLowerCase(Locale.ROOT);
        return InContext.fromRunnable(() -> log.info("Plan {} is {}", run.plan(), how))
                .then(Mono.defer(() -> switch (end) {
                    case COMPLETED, FAILED, CANCELLED -> letGo(lease, run, how);
                    case PAUSED ->
                        with.agents()
                                .suspended(run)
                                .then(store.finish(lease.get()))
                                .then();
                    case ABANDONED -> store.release(lease.get(), SOON);
                }));
    }

    private Mono<Void> letGo(Supplier<Lease> lease, RunContext run, String how) {
        return with.agents()
                .gone(run, "The plan is " + how)
                .then(Mono.defer(() -> store.finish(lease.get())))
                .then();
    }

    /** The goal was accepted, its plan is still to be made. */
    private Mono<Void> plan(Lease lease) {
        return planning.plan(lease.goal(), lease.run())
                .flatMap(planned -> planned
                        ? store.release(lease, Duration.ZERO)
                        : store.finish(lease).then());
    }

    private Mono<Void> refuse(Lease lease, RunLoader.Unrunnable reason) {
        PlanLedger ledger = with.ledger();
        var plan = reason.plan();
        if (plan.status().ended()) {
            return store.finish(lease).then();
        }
        Map<String, Object> failed = Map.of(
                "status", Status.FAILED.wire(),
                "completed_at", with.clock().instant().toString(),
                "error", Transitions.error("", String.valueOf(reason.getMessage())));
        return InContext.fromRunnable(() -> log.warn("Plan {} does not run: {}", plan.id(), reason.getMessage()))
                .then(ledger.commit(
                        "refuse/" + plan.id() + "/" + lease.generation(),
                        List.of(
                                Change.patch(Resource.PLANS, plan.id(), plan.version(), failed),
                                Change.patch(
                                        Resource.GOALS,
                                        reason.goal().id(),
                                        reason.goal().version(),
                                        failed))))
                .doOnSuccess(done -> with.hub().changed(plan.id()))
                .then(store.finish(lease))
                .then();
    }
}
