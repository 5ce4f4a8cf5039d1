package io.storyportal.runtime.local;

import io.storyportal.kit.web.context.InContext;
import io.storyportal.runtime.sandbox.Availability;
import io.storyportal.runtime.sandbox.Budget;
import io.storyportal.runtime.sandbox.Command;
import io.storyportal.runtime.sandbox.EndReason;
import io.storyportal.runtime.sandbox.HostReport;
import io.storyportal.runtime.sandbox.Sandbox;
import io.storyportal.runtime.sandbox.SandboxException;
import io.storyportal.runtime.sandbox.SandboxException.Kind;
import io.storyportal.runtime.sandbox.TrustLevel;
import io.storyportal.runtime.workspace.WorkspaceLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * Starts and ends commands: checks what is left of the budgets, starts the process, watches it, settles the account.
 *
 * <p>All processes are started by one thread that lives as long as the layer: a sandbox is told to die with its parent, and to the
 * kernel the parent is the thread that started it.
 */
final class Launches implements AutoCloseable {

    /** Processes the sandbox itself needs in the control group: bwrap's monitor and its init. */
    private static final long HELPERS = 2;

    record Launch(Sandbox sandbox, RunningCommand command, CommandGroup group, Duration reserved, Future<?> watch) {}

    private final WorkspaceLayout layout;
    private final LocalSettings settings;
    private final Launcher launcher;
    private final ControlGroups groups;
    private final Scheduler blocking;
    private final ScheduledExecutorService starter = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sandbox-start").factory());
    private final ScheduledExecutorService watches = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("sandbox-watch-", 0).factory());
    private final ExecutorService walks = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().daemon().name("sandbox-disk-", 0).factory());
    private final Map<UUID, SandboxUsage> usages = new ConcurrentHashMap<>();
    private final Map<UUID, EndReason> shut = new ConcurrentHashMap<>();
    private final Map<String, Launch> running = new ConcurrentHashMap<>();

    Launches(
            WorkspaceLayout layout,
            LocalSettings settings,
            Launcher launcher,
            ControlGroups groups,
            Scheduler blocking) {
        this.layout = layout;
        this.settings = settings;
        this.launcher = launcher;
        this.groups = groups;
        this.blocking = blocking;
    }

    Stream<RunningCommand> of(UUID sandbox) {
        return running.values().stream()
                .filter(launch -> launch.sandbox().id().equals(sandbox))
                .map(Launch::command);
    }

    /** A command being started now meets the closed door or is killed behind it: both look after they have left their mark. */
    void shut(UUID sandbox, EndReason reason) {
        shut.put(sandbox, reason);
        of(sandbox).forEach(command -> command.kill(reason));
    }

    void reopen(UUID sandbox) {
        shut.remove(sandbox);
    }

    void release(UUID sandbox) {
        usages.remove(sandbox);
    }

    int count() {
        return running.size();
    }

    void endAll(EndReason reason) {
        running.values().forEach(launch -> launch.command().kill(reason));
    }

    SandboxUsage usage(Sandbox sandbox) {
        return usages.computeIfAbsent(sandbox.id(), id -> SandboxUsage.load(layout.usage(sandbox.tenant(), id)));
    }

    Mono<Launch> start(Sandbox sandbox, Command command, HostReport host) {
        return Mono.create(sink -> {
            var cancelled = new AtomicBoolean();
            sink.onCancel(() -> cancelled.set(true));
            starter.execute(() -> startFor(sink, cancelled, sandbox, command, host));
        });
    }

    private void startFor(
            MonoSink<Launch> sink, AtomicBoolean cancelled, Sandbox sandbox, Command command, HostReport host) {
        if (cancelled.get()) {
            return;
        }
        try {
            Launch launch = launch(sandbox, command, host);
            if (cancelled.get()) {
                end(launch, EndReason.CANCELLED)
                        .contextWrite(sink.contextView())
                        .subscribe();
            } else {
                sink.success(launch);
            }
        } catch (IOException e) {
            sink.error(new SandboxException(Kind.START_FAILED, String.valueOf(e.getMessage()), "Run `portal doctor`."));
        } catch (RuntimeException e) {
            sink.error(e);
        }
    }

    private Launch launch(Sandbox sandbox, Command command, HostReport host) throws IOException {
        Availability level = host.of(sandbox.trust());
        if (!level.available()) {
            throw new SandboxException(Kind.UNAVAILABLE, level.detail(), level.remedy());
        }
        refuseUnenforceable(sandbox, host);
        if (shut.containsKey(sandbox.id())) {
            throw new SandboxException(Kind.CLOSED, "The sandbox was closed meanwhile.", "Read the agent's state.");
        }
        SandboxUsage usage = usage(sandbox);
        ProcessLimits limits = limits(sandbox, usage);
        Duration granted =
                usage.reserveWall(command.timeout(), sandbox.budgets().wall());
        if (granted.isZero()) {
            throw new SandboxException(
                    Kind.WALL_SPENT, "The agent's wall time is used up.", "Spawn an agent with a larger wall_seconds.");
        }
        String id = UUID.randomUUID().toString();
        CommandGroup group = CommandGroup.NONE;
        try {
            group = groups.open(sandbox, id, HELPERS * settings.commandsPerSandbox());
            Process process = launcher.start(id, sandbox, command, limits, group);
            return watched(id, sandbox, process, group, usage, granted, granted.compareTo(command.timeout()) < 0);
        } catch (IOException | RuntimeException e) {
            usage.settle(id, granted, Duration.ZERO, Duration.ZERO);
            group.remove();
            throw e;
        }
    }

    /** Judged at the spawn already; the host may have lost its control groups since. */
    private static void refuseUnenforceable(Sandbox sandbox, HostReport host) {
        for (Budget budget : sandbox.budgets().asMap().keySet()) {
            if (!host.enforces(sandbox.trust(), budget)) {
                throw new SandboxException(
                        Kind.UNAVAILABLE,
                        "This host can no longer hold the agent to its " + budget.wire() + ".",
                        "Give the layer its control groups back, or spawn an agent without this budget.");
            }
        }
    }

    private Launch watched(
            String id,
            Sandbox sandbox,
            Process process,
            CommandGroup group,
            SandboxUsage usage,
            Duration deadline,
            boolean wallIsBudget) {
        Path report = sandbox.trust() == TrustLevel.TRUSTED ? null : launcher.report(id);
        var command = new RunningCommand(id, process, group, report, settings.outputBytes());
        var watch = new CommandWatch(
                command, sandbox, usage, layout, deadline, wallIsBudget, settings.freeDiskBytes(), walks);
        long every = settings.watchEvery().toMillis();
        Future<?> watching = watches.scheduleWithFixedDelay(watch, every, every, TimeUnit.MILLISECONDS);
        var launch = new Launch(sandbox, command, group, deadline, watching);
        running.put(id, launch);
        EndReason closed = shut.get(sandbox.id());
        if (closed != null) {
            command.kill(closed);
        }
        return launch;
    }

    private ProcessLimits limits(Sandbox sandbox, SandboxUsage usage) {
        Long disk =
                sandbox.budgets().diskMb() == null ? null : sandbox.budgets().diskBytes();
        return new ProcessLimits(processes(sandbox), disk, cpuSeconds(sandbox, usage));
    }

    /** Where no control group counts a sandbox's processes, each of its commands side by side gets its share. */
    private @Nullable Long processes(Sandbox sandbox) {
        Long budget = sandbox.budgets().processes();
        if (budget == null) {
            return null;
        }
        boolean bare = sandbox.trust() == TrustLevel.TRUSTED;
        if (groups.enforces().containsKey(Budget.PROCESSES)) {
            // Without a namespace or user of its own the count would be that of everyone who shares the user.
            return bare && sandbox.uid() == null ? null : budget + (bare ? 0 : 1);
        }
        boolean countedTogether = bare && sandbox.uid() != null;
        return countedTogether ? budget : Math.max(1, budget / settings.commandsPerSandbox()) + 1;
    }

    private static @Nullable Long cpuSeconds(Sandbox sandbox, SandboxUsage usage) {
        Duration budget = sandbox.budgets().cpu();
        if (budget == null) {
            return null;
        }
        Duration left = usage.cpuLeft(budget);
        if (!left.isPositive()) {
            throw new SandboxException(
                    Kind.CPU_SPENT, "The agent's CPU time is used up.", "Spawn an agent with a larger cpu_seconds.");
        }
        // One second more than is left: the watch, which knows the reason, comes first; this is the net below it.
        return left.toSeconds() + 1;
    }

    Mono<Void> end(Launch launch, EndReason reason) {
        return InContext.<Void>fromRunnable(() -> {
                    launch.watch().cancel(false);
                    if (running.remove(launch.command().id()) == null) {
                        return;
                    }
                    if (reason != EndReason.EXITED) {
                        launch.command().kill(reason);
                    }
                    Duration cpu = launch.group().cpu().orElse(Duration.ZERO);
                    SandboxUsage usage = usages.get(launch.sandbox().id());
                    if (usage != null) {
                        usage.settle(
                                launch.command().id(),
                                launch.reserved(),
                                launch.command().elapsed(),
                                cpu);
                    }
                    launch.group().remove();
                    launcher.forget(launch.command().id());
                })
                .subscribeOn(blocking);
    }

    @Override
    public void close() {
        endAll(EndReason.DRAINED);
        starter.shutdownNow();
        watches.shutdownNow();
        walks.shutdownNow();
    }
}
