package io.storyportal.runtime.local;

import io.storyportal.runtime.sandbox.SandboxBackend.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sandbox's commands have used of its CPU and wall time, kept beside its workspace. Wall time is reserved before a command starts
 * and the rest given back after it: commands side by side cannot overspend together, and a layer killed meanwhile errs against the agent.
 */
final class SandboxUsage {

    private final Path file;
    private long cpuMillis;
    private long wallMillis;
    private final Map<String, Duration> runningCpu = new HashMap<>();

    private SandboxUsage(Path file, long cpuMillis, long wallMillis) {
        this.file = file;
        this.cpuMillis = cpuMillis;
        this.wallMillis = wallMillis;
    }

    static SandboxUsage load(Path file) {
        try {
            String[] words = Files.readString(file).strip().split(" ");
            return new SandboxUsage(file, Long.parseLong(words[0]), Long.parseLong(words[1]));
        } catch (NoSuchFileException e) {
            return new SandboxUsage(file, 0, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized Usage used() {
        return new Usage(Duration.ofMillis(cpuMillis), Duration.ofMillis(wallMillis));
    }

    /** Takes up to {@code wanted} from the wall budget; zero when it is spent. */
    synchronized Duration reserveWall(Duration wanted, @Nullable Duration budget) {
        Duration granted = wanted;
        if (budget != null) {
            Duration left = budget.minusMillis(wallMillis);
            granted = left.compareTo(wanted) < 0 ? left : wanted;
            granted = granted.isNegative() ? Duration.ZERO : granted;
        }
        wallMillis += granted.toMillis();
        save();
        return granted;
    }

    synchronized Duration cpuLeft(Duration budget) {
        Duration running = runningCpu.values().stream().reduce(Duration.ZERO, Duration::plus);
        return budget.minusMillis(cpuMillis).minus(running);
    }

    synchronized void running(String command, Duration cpu) {
        runningCpu.put(command, cpu);
    }

    synchronized void settle(String command, Duration reserved, Duration used, Duration cpu) {
        wallMillis -= Math.max(0, reserved.minus(used).toMillis());
        cpuMillis += cpu.toMillis();
        runningCpu.remove(command);
        save();
    }

    private void save() {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, cpuMillis + " " + wallMillis);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            // The sandbox was removed while its last command ended: nothing is left to account to.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
