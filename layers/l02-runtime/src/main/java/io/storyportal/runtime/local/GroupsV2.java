package io.storyportal.runtime.local;

import io.storyportal.runtime.sandbox.Budget;
import io.storyportal.runtime.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Control groups version 2: one tree. The base hands the memory and pids controllers down, so it holds no process itself.
 */
record GroupsV2(Path base) implements ControlGroups {

    static final String CONTROLLERS = "+memory +pids";

    @Override
    public Map<Budget, String> enforces() {
        return Map.of(
                Budget.MEMORY_MB, "cgroup v2 memory.max",
                Budget.PROCESSES, "cgroup v2 pids.max",
                Budget.CPU_SECONDS, "cgroup v2 cpu.stat");
    }

    @Override
    public CommandGroup open(Sandbox sandbox, String command, long overhead) throws IOException {
        Path group = base.resolve(sandbox.id().toString());
        if (!Files.isDirectory(group)) {
            Files.createDirectories(group);
            limit(group, sandbox, overhead);
        }
        Path leaf = Files.createDirectory(group.resolve(command));
        if (Files.exists(leaf.resolve("memory.oom.group"))) {
            // The command dies as one: a half-killed process tree gives results that look finished.
            GroupFiles.write(leaf.resolve("memory.oom.group"), "1");
        }
        return new Leaf(leaf);
    }

    private static void limit(Path group, Sandbox sandbox, long overhead) throws IOException {
        GroupFiles.write(group.resolve("cgroup.subtree_control"), CONTROLLERS);
        Long memory = sandbox.budgets().memoryMb();
        if (memory != null) {
            GroupFiles.write(group.resolve("memory.max"), Long.toString(memory << 20));
            Path swap = group.resolve("memory.swap.max");
            if (Files.exists(swap)) {
                GroupFiles.write(swap, "0");
            }
        }
        Long processes = sandbox.budgets().processes();
        if (processes != null) {
            GroupFiles.write(group.resolve("pids.max"), Long.toString(processes + overhead));
        }
    }

    @Override
    public void release(UUID sandbox) {
        GroupFiles.killAndRemove(base.resolve(sandbox.toString()));
    }

    @Override
    public void sweep() {
        GroupFiles.children(base).forEach(GroupFiles::killAndRemove);
    }

    @Override
    public void close() {
        GroupFiles.killAndRemove(base);
    }

    private record Leaf(Path leaf) implements CommandGroup {

        @Override
        public List<Path> entries() {
            return List.of(leaf.resolve("cgroup.procs"));
        }

        @Override
        public Optional<Duration> cpu() {
            OptionalLong micros = GroupFiles.number(leaf.resolve("cpu.stat"), "usage_usec");
            return micros.isPresent() ? Optional.of(Duration.ofNanos(micros.getAsLong() * 1_000)) : Optional.empty();
        }

        @Override
        public boolean ranOutOfMemory() {
            return GroupFiles.number(leaf.resolve("memory.events"), "oom_kill").orElse(0) > 0;
        }

        @Override
        public List<Long> processes() {
            return GroupFiles.processes(leaf);
        }

        @Override
        public void kill() {
            try {
                GroupFiles.write(leaf.resolve("cgroup.kill"), "1");
            } catch (IOException e) {
                // Kernels before 5.14 have no cgroup.kill.
                GroupFiles.kill(leaf);
            }
        }

        @Override
        public void remove() {
            GroupFiles.remove(leaf);
        }
    }
}
