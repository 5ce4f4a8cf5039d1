package io.storyportal.planning.execution;

import io.storyportal.kit.web.caller.SystemCaller;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.work.BackgroundWork;
import io.storyportal.planning.ledger.PlanLedger;
import io.storyportal.planning.ledger.PlanRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;
import reactor.util.context.ContextView;
import reactor.util.retry.Retry;

/**
 * Shares the runs out: claims what is due as long as there is room, keeps the leases of what it has, and stops at once
 * what it no longer holds. Signals make it look now; its own clock makes it look anyway.
 */
public final class RunScheduler extends BackgroundWork {
    private static final Logger log = LoggerFactory.getLogger(RunScheduler.class);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration SWEEP = Duration.ofHours(1);

    private final String owner;
    private final RunStore store;
    private final RunExecutor executor;
    private final PlanLedger ledger;
    private final ExecutionSettings settings;
    private final Map<RunKey, ActiveRun> active = new ConcurrentHashMap<>();
    private final Sinks.Many<Boolean> wakes = Sinks.many().multicast().directBestEffort();

    /** @param owner name of this process among the replicas, another one after each start */
    RunScheduler(String owner, RunStore store, RunExecutor executor, PlanLedger ledger, ExecutionSettings settings) {
        this.owner = owner;
        this.store = store;
        this.executor = executor;
        this.ledger = ledger;
        this.settings = settings;
    }

    /** Starts a run that was accepted here a moment ago, or leaves it to whoever has room first. */
    Mono<Void> begin(RunKey run, UUID goal, Function<Lease, RunContext> context) {
        if (!isRunning() || active.size() >= settings.parallelRuns()) {
            return store.offer(run, goal);
        }
        return Mono.deferContextual(request -> store.begin(run, goal, owner, settings.lease())
                .doOnNext(lease -> start(lease, Mono.fromCallable(() -> context.apply(lease)), request))
                .then());
    }

    /** Somebody changed the plan in L01: its run, wherever it is, has to take note. */
    Mono<Void> nudge(RunKey run, UUID goal) {
        return store.nudge(run, goal).then(Mono.defer(() -> {
            wake();
            return active.containsKey(run) ? renew(List.of(run)) : Mono.empty();
        }));
    }

    Mono<Void> offer(RunKey run, UUID goal) {
        return active.containsKey(run) ? Mono.empty() : store.offer(run, goal).doOnSuccess(offered -> wake());
    }

    private void wake() {
        wakes.tryEmitNext(true);
    }

    @Override
    protected Flux<?> work() {
        Flux<?> claims = Flux.merge(Flux.interval(settings.poll()), wakes.asFlux())
                .onBackpressureLatest()
                .concatMap(look -> claim().onErrorResume(this::noted), 1);
        Flux<?> renewals = Flux.interval(settings.lease().dividedBy(3))
                .onBackpressureDrop()
                .concatMap(tick -> renew(List.copyOf(active.keySet())).onErrorResume(this::noted), 1);
        Flux<?> sweeps = Flux.interval(SWEEP)
                .onBackpressureDrop()
                .concatMap(tick -> store.purge(KEPT).then().onErrorResume(this::noted), 1);
        return Flux.merge(claims, renewals, sweeps).retryWhen(Retry.fixedDelay(Long.MAX_VALUE, settings.poll()));
    }

    private Mono<Void> noted(Throwable failure) {
        log.info("Leases wait: {}", failure.getMessage());
        expireOverdue();
        return Mono.empty();
    }

    private Mono<Void> claim() {
        int room = settings.parallelRuns() - active.size();
        if (!isRunning() || room <= 0) {
            return Mono.empty();
        }
        return store.claim(owner, room, settings.lease())
                .doOnNext(lease -> start(
                        lease,
                        executor.load(lease)
                                .contextWrite(SystemCaller.of(lease.run().tenant(), "l05")::write),
                        Context.empty()))
                .then();
    }

    /** @param request what the run's events belong to: the trace of the request that started it */
    private void start(Lease lease, Mono<RunContext> context, ContextView request) {
        ActiveRun run = new ActiveRun(lease, settings.lease());
        if (active.putIfAbsent(lease.run(), run) != null) {
            return;
        }
        Mono<Void> execution = executor.execute(run::lease, context, run.looks())
                .contextWrite(SystemCaller.of(lease.run().tenant(), "l05")::write)
                .contextWrite(request)
                .doFinally(end -> {
                    active.remove(lease.run(), run);
                    wake();
                });
        run.runs(execution.subscribe());
    }

    private Mono<Void> renew(List<RunKey> held) {
        if (held.isEmpty()) {
            return Mono.empty();
        }
        long askedAt = System.nanoTime();
        return store.renew(owner, held, settings.lease())
                .flatMapMany(still -> Flux.fromIterable(held).flatMap(key -> renewed(key, still, askedAt)))
                .then();
    }

    private Mono<Void> renewed(RunKey key, Map<RunKey, Lease> still, long askedAt) {
        ActiveRun run = active.get(key);
        if (run == null) {
            return Mono.empty();
        }
        Lease lease = still.get(key);
        if (lease == null || lease.generation() != run.lease().generation()) {
            return lost(run);
        }
        if (!run.renewed(lease, askedAt)) {
            return Mono.empty();
        }
        return ledger.plan(key.plan())
                .map(PlanRecord::status)
                .doOnNext(status -> run.look(lease, status))
                // The next renewal finds the request for attention unanswered and looks again.
                .onErrorResume(failure -> InContext.fromRunnable(
                        () -> log.info("Plan {} could not be looked at: {}", key.plan(), failure.toString())))
                .contextWrite(SystemCaller.of(key.tenant(), "l05")::write)
                .then();
    }

    private static Mono<Void> lost(ActiveRun run) {
        RunKey key = run.lease().run();
        return InContext.<Void>fromRunnable(() -> log.warn("The lease of plan {} is lost", key.plan()))
                .then(Mono.<Void>fromRunnable(run::stop))
                .contextWrite(SystemCaller.of(key.tenant(), "l05")::write);
    }

    /** Without the database nobody can say whose a run is; once the lease must have expired it is not ours. */
    private void expireOverdue() {
        active.values().stream().filter(ActiveRun::overdue).forEach(ActiveRun::stop);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Hands everything over: what runs is stopped where it is, and is due for the other replicas at once. */
    @Override
    public void stop(Runnable done) {
        super.stop();
        List<ActiveRun> left = new ArrayList<>(active.values());
        left.forEach(ActiveRun::stop);
        Flux.fromIterable(left)
                .flatMap(run -> store.release(run.lease(), Duration.ZERO).onErrorResume(failure -> Mono.empty()))
                .doFinally(end -> done.run())
                .subscribe();
    }

    int activeRuns() {
        return active.size();
    }
}
