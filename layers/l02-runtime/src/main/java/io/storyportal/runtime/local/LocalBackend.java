package io.storyportal.runtime.local;

import io.storyportal.kit.web.context.InContext;
import io.storyportal.runtime.sandbox.Command;
import io.storyportal.runtime.sandbox.CommandEvent;
import io.storyportal.runtime.sandbox.EndReason;
import io.storyportal.runtime.sandbox.HostReport;
import io.storyportal.runtime.sandbox.Sandbox;
import io.storyportal.runtime.sandbox.SandboxBackend;
import io.storyportal.runtime.sandbox.Slots;
import io.storyportal.runtime.sandbox.TrustLevel;
import io.storyportal.runtime.workspace.WorkspaceLayout;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Runs commands as processes of this host. */
public final class LocalBackend implements SandboxBackend, AutoCloseable {

    private static final int THREADS_PER_COMMAND = 3;
    private static final int SPARE_THREADS = 8;
    private static final int THREADS_FOR_SHORT_WORK = 4;
    private static final int QUEUED_TASKS = 1_000;
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(3);

    private final LocalSettings settings;
    private final ControlGroups groups;
    private final Launches launches;
    private final Slots hostSlots;
    private final Map<UUID, Slots> sandboxSlots = new ConcurrentHashMap<>();
    private final Scheduler blocking;
    private final Scheduler pipes;
    private final Mono<HostReport> report;

    private LocalBackend(WorkspaceLayout layout, LocalSettings settings, HostTools tools, ControlGroups groups)
            throws IOException {
        this.settings = settings;
        this.groups = groups;
        var launcher = new Launcher(layout, tools, SystemCalls.ofThisMachine());
        launcher.prepare();
        groups.sweep();
        var probe = new HostProbe(layout, tools, launcher, groups);
        this.hostSlots = new Slots(settings.commands(), settings.waiting());
        this.blocking = Schedulers.newBoundedElastic(THREADS_FOR_SHORT_WORK, QUEUED_TASKS, "sandbox-work");
        this.pipes = pipes(settings.commands() * THREADS_PER_COMMAND + SPARE_THREADS);
        this.launches = new Launches(layout, settings, launcher, groups, blocking);
        // An able host stays able; an unable one is asked again, so that installing what lacks needs no restart.
        this.report = Mono.fromCallable(probe::report)
                .subscribeOn(blocking)
                .cache(
                        found -> found.of(TrustLevel.STANDARD).available() ? Duration.ofDays(365) : ASK_AGAIN_AFTER,
                        failure -> Duration.ZERO,
                        () -> Duration.ZERO);
    }

    /**
     * Threads that wait in reads and writes of pipes. Not an elastic scheduler: that one takes a worker for free as soon as its
     * subscription is cancelled, while its thread still waits in a read that only the end of the process ends.
     */
    private static Scheduler pipes(int threads) {
        var executor = new ThreadPoolExecutor(
                threads,
                threads,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUED_TASKS),
                Thread.ofPlatform().daemon().name("sandbox-pipe-", 0).factory());
        executor.allowCoreThreadTimeOut(true);
        return Schedulers.fromExecutorService(executor, "sandbox-pipe");
    }

    /** @param fleet makes the names of this layer's control groups different from those of other fleets on the host */
    public static LocalBackend open(WorkspaceLayout layout, LocalSettings settings, String fleet) throws IOException {
        ControlGroups groups =
                GroupDetection.ofThisProcess("story-portal-" + fleet).find();
        return new LocalBackend(layout, settings, HostTools.find(), groups);
    }

    /** Whether this process can run each sandbox as a user of its own. */
    public static boolean givesOwnUsers() {
        return HostTools.find().root();
    }

    static LocalBackend with(WorkspaceLayout layout, LocalSettings settings, HostTools tools, ControlGroups groups)
            throws IOException {
        return new LocalBackend(layout, settings, tools, groups);
    }

    @Override
    public Mono<HostReport> report() {
        return report;
    }

    @Override
    public Flux<CommandEvent> run(Sandbox sandbox, Command command) {
        return Flux.defer(() -> {
            Slots own = sandboxSlots.computeIfAbsent(
                    sandbox.id(), id -> new Slots(settings.commandsPerSandbox(), settings.waiting()));
            return own.holding(hostSlots.holding(report.flatMapMany(host -> execute(sandbox, command, host))));
        });
    }

    private Flux<CommandEvent> execute(Sandbox sandbox, Command command, HostReport host) {
        return Flux.usingWhen(
                launches.start(sandbox, command, host),
                launch -> launch.command().events(command.stdin(), pipes),
                launch -> launches.end(launch, EndReason.EXITED),
                (launch, failure) -> launches.end(launch, EndReason.CANCELLED),
                launch -> launches.end(launch, EndReason.CANCELLED));
    }

    @Override
    public void close(UUID sandbox, EndReason reason) {
        launches.shut(sandbox, reason);
    }

    @Override
    public void reopen(UUID sandbox) {
        launches.reopen(sandbox);
    }

    @Override
    public Mono<Usage> usage(Sandbox sandbox) {
        return Mono.fromCallable(() -> launches.usage(sandbox).used()).subscribeOn(blocking);
    }

    @Override
    public int running(UUID sandbox) {
        return (int) launches.of(sandbox).count();
    }

    @Override
    public Mono<Void> release(Sandbox sandbox) {
        return InContext.<Void>fromRunnable(() -> {
                    launches.shut(sandbox.id(), EndReason.TERMINATED);
                    groups.release(sandbox.id());
                    launches.release(sandbox.id());
                    sandboxSlots.remove(sandbox.id());
                })
                .subscribeOn(blocking);
    }

    @Override
    public void forget(UUID sandbox) {
        launches.reopen(sandbox);
    }

    /** How many commands run on this host now. */
    public int runningCommands() {
        return launches.count();
    }

    /** Ends all commands; their streams still tell why. */
    public void drain() {
        launches.endAll(EndReason.DRAINED);
    }

    @Override
    public void close() {
        launches.close();
        groups.close();
        blocking.dispose();
        pipes.dispose();
    }
}
