package io.storyportal.runtime.local;

import io.storyportal.runtime.sandbox.Budget;
import io.storyportal.runtime.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Control groups version 1: one tree per controller.
 *
 * @param bases the directory of this layer in each controller's tree that it may write
 */
record GroupsV1(Map<Controller, Path> bases) implements ControlGroups {

    enum Controller {
        MEMORY("memory", Budget.MEMORY_MB),
        PIDS("pids", Budget.PROCESSES),
        CPUACCT("cpuacct", Budget.CPU_SECONDS);

        final String key;
        final Budget budget;

        Controller(String key, Budget budget) {
            this.key = key;
            this.budget = budget;
        }
    }

    @Override
    public Map<Budget, String> enforces() {
        var budgets = new EnumMap<Budget, String>(Budget.class);
        bases.keySet().forEach(controller -> budgets.put(controller.budget, "cgroup v1 " + controller.key));
        return budgets;
    }

    @Override
    public CommandGroup open(Sandbox sandbox, String command, long overhead) throws IOException {
        var leaves = new EnumMap<Controller, Path>(Controller.class);
        for (Map.Entry<Controller, Path> base : bases.entrySet()) {
            Path group = base.getValue().resolve(sandbox.id().toString());
            if (!Files.isDirectory(group)) {
                Files.createDirectories(group);
                limit(base.getKey(), group, sandbox, overhead);
            }
            leaves.put(base.getKey(), Files.createDirectory(group.resolve(command)));
        }
        return new Leaf(leaves);
    }

    private static void limit(Controller controller, Path group, Sandbox sandbox, long overhead) throws IOException {
        Long budget = sandbox.budgets().of(controller.budget);
        if (budget == null) {
            return;
        }
        switch (controller) {
            case MEMORY -> {
                String bytes = Long.toString(budget << 20);
                GroupFiles.write(group.resolve("memory.limit_in_bytes"), bytes);
                Path withSwap = group.resolve("memory.memsw.limit_in_bytes");
                if (Files.exists(withSwap)) {
                    GroupFiles.write(withSwap, bytes);
                }
            }
            case PIDS -> GroupFiles.write(group.resolve("pids.max"), Long.toString(budget + overhead));
            case CPUACCT -> {
                // It counts and does not limit: the watch of each command compares the count with the budget.
            }
        }
    }

    @Override
    public void release(UUID sandbox) {
        bases.values().forEach(base -> GroupFiles.killAndRemove(base.resolve(sandbox.toString())));
    }

    @Override
    public void sweep() {
        bases.values().forEach(base -> GroupFiles.children(base).forEach(GroupFiles::killAndRemove));
    }

    @Override
    public void close() {
        bases.values().forEach(GroupFiles::killAndRemove);
    }

    private record Leaf(Map<Controller, Path> leaves) implements CommandGroup {

        @Override
        public List<Path> entries() {
            var entries = new ArrayList<Path>();
            leaves.values().forEach(leaf -> entries.add(leaf.resolve("cgroup.procs")));
            return entries;
        }

        @Override
        public Optional<Duration> cpu() {
            Path leaf = leaves.get(Controller.CPUACCT);
            OptionalLong nanos = leaf == null ? OptionalLong.empty() : GroupFiles.number(leaf.resolve("cpuacct.usage"));
            return nanos.isPresent() ? Optional.of(Duration.ofNanos(nanos.getAsLong())) : Optional.empty();
        }

        @Override
        public boolean ranOutOfMemory() {
            Path leaf = leaves.get(Controller.MEMORY);
            return leaf != null
                    && GroupFiles.number(leaf.resolve("memory.oom_control"), "oom_kill")
                                    .orElse(0)
                            > 0;
        }

        @Override
        public List<Long> processes() {
            return leaves.values().stream()
                    .findFirst()
                    .map(GroupFiles::processes)
                    .orElse(List.of());
        }

        @Override
        public void kill() {
            leaves.values().forEach(GroupFiles::kill);
        }

        @Override
        public void remove() {
            leaves.values().forEach(GroupFiles::remove);
        }
    }
}
