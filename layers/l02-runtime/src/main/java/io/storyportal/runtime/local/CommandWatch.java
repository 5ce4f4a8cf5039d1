package io.storyportal.runtime.local;

import io.storyportal.runtime.sandbox.EndReason;
import io.storyportal.runtime.sandbox.Sandbox;
import io.storyportal.runtime.workspace.DiskUsage;
import io.storyportal.runtime.workspace.WorkspaceLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a running command in short intervals and ends it when a budget that the kernel only counts is used up: time, CPU of the tree,
 * disk. Looking at the disk takes a walk, so it is done elsewhere and less often the longer the walk takes: no large workspace delays
 * another command's deadline.
 *
 * @param wallIsBudget whether the deadline comes from what is left of the wall budget rather than from the command's own timeout
 */
final class CommandWatch implements Runnable {

    private static final int REST_PER_WALK = 5;
    private static final Duration LEAST_REST = Duration.ofMillis(200);

    private final RunningCommand command;
    private final Sandbox sandbox;
    private final SandboxUsage usage;
    private final Duration deadline;
    private final boolean wallIsBudget;
    private final Path home;
    private final long freeDiskBytes;
    private final Executor walks;
    private final AtomicBoolean walking = new AtomicBoolean();
    private volatile long nextWalk = System.nanoTime();

    CommandWatch(
            RunningCommand command,
            Sandbox sandbox,
            SandboxUsage usage,
            WorkspaceLayout layout,
            Duration deadline,
            boolean wallIsBudget,
            long freeDiskBytes,
            Executor walks) {
        this.command = command;
        this.sandbox = sandbox;
        this.usage = usage;
        this.home = layout.home(sandbox.tenant(), sandbox.id());
        this.deadline = deadline;
        this.wallIsBudget = wallIsBudget;
        this.freeDiskBytes = freeDiskBytes;
        this.walks = walks;
    }

    @Override
    public void run() {
        if (command.firstHasEnded()) {
            command.tree().killLeftOver();
            return;
        }
        EndReason reason = look();
        if (reason != null) {
            command.kill(reason);
        }
    }

    private @Nullable EndReason look() {
        if (command.elapsed().compareTo(deadline) >= 0) {
            return wallIsBudget ? EndReason.WALL_BUDGET : EndReason.TIMEOUT;
        }
        if (command.tree().group().ranOutOfMemory()) {
            return EndReason.MEMORY_BUDGET;
        }
        if (cpuSpent()) {
            return EndReason.CPU_BUDGET;
        }
        if (System.nanoTime() - nextWalk >= 0 && walking.compareAndSet(false, true)) {
            walks.execute(this::walk);
        }
        return null;
    }

    private void walk() {
        try {
            if (diskSpent()) {
                command.kill(EndReason.DISK_BUDGET);
            }
        } finally {
            walking.set(false);
        }
    }

    private boolean cpuSpent() {
        Optional<Duration> used = command.tree().group().cpu();
        used.ifPresent(cpu -> usage.running(command.id(), cpu));
        Duration budget = sandbox.budgets().cpu();
        return budget != null && !usage.cpuLeft(budget).isPositive();
    }

    private boolean diskSpent() {
        long now = System.nanoTime();
        long budget = sandbox.budgets().diskBytes();
        long used = DiskUsage.below(home, budget);
        if (used <= budget) {
            used += DiskUsage.deletedButOpen(home, command.tree().processes());
        }
        long walk = System.nanoTime() - now;
        nextWalk = System.nanoTime() + Math.max(LEAST_REST.toNanos(), REST_PER_WALK * walk);
        return used > budget || hostIsFull();
    }

    private boolean hostIsFull() {
        try {
            return Files.getFileStore(home).getUsableSpace() < freeDiskBytes;
        } catch (IOException e) {
            return false;
        }
    }
}
