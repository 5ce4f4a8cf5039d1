package io.storyportal.planning.execution;

import io.storyportal.planning.definition.PlanTask;
import io.storyportal.planning.ledger.Change.Resource;
import io.storyportal.planning.ledger.PlanLedger;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.ledger.TaskStatus;
import io.storyportal.planning.work.WorkFailure;
import io.storyportal.planning.work.WorkFailure.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.ContextView;

/**
 * One plan being executed. Everything that happens arrives as a {@link Signal} in one mailbox and is handled there one at
 * a time, so the state needs no locks. What to do next is {@link Progress}'s business, how it is written down
 * {@link TransitionLog}'s; a task starts without waiting for its transition to be committed, because its call key makes a
 * repetition after a crash harmless.
 */
final class PlanRun implements TransitionLog.Answered {
    /** A layer that was away for a moment excuses this many attempts of a task; its restart takes a few seconds. */
    private static final int MOST_EXCUSES = 40;

    private static final Duration LONGEST_CONTENTION = Duration.ofSeconds(5);

    private final RunContext run;
    private final Collaborators with;
    private final Sinks.Many<Signal> mailbox = Sinks.many().unicast().onBackpressureBuffer();
    private final Disposable.Composite watching = Disposables.composite();
    private final ContextView context;
    private final TransitionLog log;
    private Progress progress;
    private Disposable.Composite inFlight = Disposables.composite();
    private final Map<String, Integer> counted = new HashMap<>();
    private final Map<String, Integer> excuses = new HashMap<>();
    private boolean announced;
    private boolean agentReady;
    private Optional<RunEnd> ending = Optional.empty();

    /** What every run works with. */
    record Collaborators(
            TaskCalls calls,
            AgentCare agents,
            PlanLedger ledger,
            ProgressHub hub,
            ExecutionSettings settings,
            Clock clock) {}

    private PlanRun(RunContext run, Collaborators with, ContextView context) {
        this.run = run;
        this.with = with;
        this.context = context;
        this.progress = run.progress();
        this.log = new TransitionLog(with.ledger(), run, with.settings().patience(), context, this);
    }

    /**
     * Executes until the plan ends, pauses, or turns out not to be this executor's any more. Cancelling stops everything
     * at once and leaves the rest to whoever claims the run next.
     *
     * @param looks the plan's status, whenever somebody asked to look at it
     */
    static Mono<RunEnd> execute(RunContext run, Collaborators with, Flux<Status> looks) {
        return Mono.deferContextual(context -> {
            PlanRun execution = new PlanRun(run, with, context);
            return execution
                    .mailbox
                    .asFlux()
                    .doOnSubscribe(subscription -> execution.begin(looks))
                    .<RunEnd>handle((signal, sink) -> execution.handle(signal).ifPresent(sink::next))
                    .next()
                    .doFinally(end -> execution.stop());
        });
    }

    private void begin(Flux<Status> looks) {
        watching.add(looks.subscribe(status -> post(new Signal.Looked(status))));
        if (run.planStatus() == Status.CANCELLED) {
            post(new Signal.Looked(Status.CANCELLED));
            return;
        }
        post(new Signal.Begun());
        Mono<Void> ready = with.agents().ready(run).contextWrite(context);
        watching.add(ready.subscribe(
                nothing -> {},
                failure -> post(new Signal.AgentFailed(WorkFailure.of(failure))),
                () -> post(new Signal.AgentReady())));
    }

    private void stop() {
        watching.dispose();
        inFlight.dispose();
        log.stop();
    }

    private void post(Signal signal) {
        mailbox.emitNext(signal, Sinks.EmitFailureHandler.busyLooping(LONGEST_CONTENTION));
    }

    @Override
    public void committed(Map<UUID, Long> versions) {
        post(new Signal.Committed(versions));
    }

    @Override
    public void failed(Throwable reason) {
        post(new Signal.CommitFailed(reason));
    }

    private Optional<RunEnd> handle(Signal signal) {
        switch (signal) {
            case Signal.Begun begun -> announce();
            case Signal.AgentReady ready -> agentReady();
            case Signal.AgentFailed failed -> agentFailed(failed.failure());
            case Signal.Succeeded succeeded -> succeeded(succeeded);
            case Signal.Failed failed -> failed(failed);
            case Signal.RetryDue due -> start(progress.plan().task(due.step()).orElseThrow());
            case Signal.Committed committed -> {
                announced = true;
                log.settled(committed.versions());
                with.hub().changed(run.plan());
            }
            case Signal.CommitFailed lost -> {
                if (lost.reason() instanceof PlanLedger.StaleVersion) {
                    return Optional.of(RunEnd.ABANDONED);
                }
                throw new IllegalStateException("L01 did not take its transitions", lost.reason());
            }
            case Signal.Looked looked -> looked(looked.status());
        }
        advance();
        log.flush();
        return log.idle() ? ended() : Optional.empty();
    }

    private void announce() {
        if (run.planStatus() == Status.QUEUED) {
            log.append(
                    Resource.PLANS,
                    run.plan(),
                    Transitions.running(run, with.clock().instant()));
            if (run.goalStatus() != Status.RUNNING) {
                log.append(Resource.GOALS, run.goal(), Transitions.goalRunning());
            }
        } else {
            announced = true;
        }
    }

    private void looked(Status status) {
        switch (status) {
            case CANCELLED -> cancel();
            case PAUSED -> ending = ending.or(() -> Optional.of(RunEnd.PAUSED));
            // Queued before our own "running" arrived is old news; afterwards somebody resumed or retried it.
            case QUEUED -> ending = announced ? Optional.of(RunEnd.ABANDONED) : ending;
            case COMPLETED, FAILED, DRAFT, AWAITING_APPROVAL -> ending = ending.or(() -> Optional.of(RunEnd.ABANDONED));
            case RUNNING -> {}
        }
    }

    private void agentReady() {
        agentReady = true;
        if (!run.agentNamed()) {
            log.append(
                    Resource.PLANS, run.plan(), Map.of("agent_id", run.agent().toString()));
        }
        // Marked as running when this executor took over: the same attempt again, with the same call key.
        progress.running().forEach(this::call);
    }

    private void agentFailed(WorkFailure failure) {
        Instant now = with.clock().instant();
        TaskState first = progress.unended().getFirst();
        change(first.ended(TaskStatus.FAILED, "No agent: " + describe(failure), now));
        for (TaskState other : progress.unended()) {
            change(other.ended(TaskStatus.SKIPPED, null, now));
        }
    }

    private void advance() {
        if (ending.isPresent()) {
            return;
        }
        if (agentReady) {
            progress.startable(with.settings().parallelTasks()).forEach(this::start);
        }
        Instant now = with.clock().instant();
        progress.lost().forEach(task -> change(task.ended(TaskStatus.SKIPPED, "An earlier task failed", now)));
        switch (progress.phase()) {
            case OPEN -> {}
            case COMPLETED -> conclude(Status.COMPLETED, RunEnd.COMPLETED, now);
            case FAILED -> conclude(Status.FAILED, RunEnd.FAILED, now);
        }
    }

    private void conclude(Status status, RunEnd end, Instant now) {
        log.append(Resource.PLANS, run.plan(), Transitions.planEnded(run, progress, status, now));
        log.append(Resource.GOALS, run.goal(), Transitions.goalEnded(progress, status, now));
        ending = Optional.of(end);
    }

    private void cancel() {
        inFlight.dispose();
        inFlight = Disposables.composite();
        Instant now = with.clock().instant();
        progress.unended().forEach(task -> change(task.ended(TaskStatus.CANCELLED, null, now)));
        ending = Optional.of(RunEnd.CANCELLED);
    }

    /** Given that everything is committed: a pause also waits for what is still running. */
    private Optional<RunEnd> ended() {
        boolean runs = ending.filter(RunEnd.PAUSED::equals).isPresent()
                && !progress.running().isEmpty();
        return runs ? Optional.empty() : ending;
    }

    private void start(PlanTask task) {
        TaskState started = progress.state(task.id()).started(with.clock().instant());
        progress = progress.with(started);
        log.append(Resource.TASKS, started.id(), Transitions.started(started, run.agent()));
        call(task);
    }

    private void call(PlanTask task) {
        int attempt = progress.state(task.id()).attempt();
        inFlight.add(with.calls()
                .attempt(run, progress, task)
                .contextWrite(context)
                .subscribe(
                        result -> post(new Signal.Succeeded(task.id(), attempt, result)),
                        failure -> post(new Signal.Failed(task.id(), attempt, WorkFailure.of(failure)))));
    }

    private void succeeded(Signal.Succeeded signal) {
        TaskState task = progress.state(signal.step());
        if (task.status() == TaskStatus.RUNNING && task.attempt() == signal.attempt()) {
            var result = signal.result();
            TaskState done =
                    task.completed(result.output(), result.cost(), with.clock().instant());
            progress = progress.with(done);
            log.append(Resource.TASKS, done.id(), Transitions.completed(done));
        }
    }

    private void failed(Signal.Failed signal) {
        TaskState task = progress.state(signal.step());
        if (task.status() != TaskStatus.RUNNING || task.attempt() != signal.attempt()) {
            return;
        }
        WorkFailure failure = signal.failure();
        Instant now = with.clock().instant();
        switch (failure.kind()) {
            case PERMANENT -> change(task.ended(TaskStatus.FAILED, describe(failure), now));
            case UNKNOWN -> change(task.ended(TaskStatus.UNKNOWN, describe(failure), now));
            case TRANSIENT, UNAVAILABLE, EXCUSED -> again(task, failure, now);
        }
    }

    /** Attempts count from when this executor took over: a predecessor's share of them is not known. */
    private void again(TaskState task, WorkFailure failure, Instant now) {
        int allowed = progress.plan().task(task.step()).orElseThrow().maxAttempts();
        boolean excused = failure.kind() == Kind.EXCUSED && excuses.merge(task.step(), 1, Integer::sum) <= MOST_EXCUSES;
        int failures = counted.merge(task.step(), excused ? 0 : 1, Integer::sum);
        if (failures >= allowed) {
            change(task.ended(TaskStatus.FAILED, describe(failure), now));
            return;
        }
        log.append(Resource.TASKS, task.id(), Transitions.retrying(describe(failure)));
        inFlight.add(Mono.delay(with.settings().backoff(Math.max(1, failures)))
                .subscribe(tick -> post(new Signal.RetryDue(task.step()))));
    }

    private void change(TaskState ended) {
        progress = progress.with(ended);
        log.append(Resource.TASKS, ended.id(), Transitions.ended(ended));
    }

    private static String describe(WorkFailure failure) {
        return failure.code().isEmpty() ? failure.detail() : failure.code() + ": " + failure.detail();
    }
}
