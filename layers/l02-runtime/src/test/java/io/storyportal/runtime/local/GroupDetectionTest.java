package io.storyportal.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.runtime.sandbox.Budget;
import io.storyportal.runtime.sandbox.Budgets;
import io.storyportal.runtime.sandbox.Sandbox;
import io.storyportal.runtime.sandbox.TrustLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which groups are found and what is written to them, on folders that look like a cgroup tree. That the kernel acts on it is
 * {@link EscapeTest}'s business, on whichever version the host has.
 */
@Tag("l02")
class GroupDetectionTest {

    private static final Sandbox SANDBOX = new Sandbox(
            UUID.randomUUID(),
            UUID.randomUUID(),
            TrustLevel.STANDARD,
            new Budgets(9L, 64L, 10L, null, null),
            null,
            Instant.EPOCH);

    @TempDir
    private Path host;

    private Path mount;

    @BeforeEach
    void mountPoint() throws IOException {
        mount = Files.createDirectories(host.resolve("cgroup"));
    }

    private ControlGroups find(String mounts, String own) throws IOException {
        Path mountInfo = Files.writeString(host.resolve("mountinfo"), mounts);
        Path groups = Files.writeString(host.resolve("own"), own);
        return new GroupDetection(mountInfo, groups, "fleet").find();
    }

    private String versionTwo() {
        return "30 23 0:26 / " + mount + " rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate\n";
    }

    private String versionOne(String controller) throws IOException {
        Path tree = Files.createDirectories(mount.resolve(controller));
        return "31 23 0:27 / " + tree + " rw - cgroup cgroup rw," + controller + "\n";
    }

    @Test
    void usesASiblingOfTheOwnGroupInVersionTwo() throws IOException {
        Path slice = Files.createDirectories(mount.resolve("user.slice/app.slice"));
        Files.createDirectories(slice.resolve("shell.scope"));
        Files.writeString(slice.resolve("cgroup.controllers"), "cpu memory pids\n");
        // The own group hands nothing down: its control file cannot be written.
        Files.createDirectories(slice.resolve("shell.scope/cgroup.subtree_control"));
        Files.writeString(slice.resolve("shell.scope/cgroup.controllers"), "memory pids\n");

        ControlGroups groups = find(versionTwo(), "0::/user.slice/app.slice/shell.scope\n");

        assertThat(groups).isEqualTo(new GroupsV2(slice.resolve("fleet")));
        assertThat(groups.enforces()).containsOnlyKeys(Budget.MEMORY_MB, Budget.PROCESSES, Budget.CPU_SECONDS);
    }

    @Test
    void writesTheBudgetsOfASandboxInVersionTwo() throws IOException {
        Files.writeString(mount.resolve("cgroup.controllers"), "memory pids\n");
        ControlGroups groups = find(versionTwo(), "0::/\n");
        CommandGroup command = groups.open(SANDBOX, "command", 2);

        Path group = mount.resolve("fleet").resolve(SANDBOX.id().toString());
        assertThat(group.resolve("memory.max")).hasContent(Long.toString(64L << 20));
        assertThat(group.resolve("pids.max")).hasContent("12");
        assertThat(command.entries()).containsExactly(group.resolve("command/cgroup.procs"));

        Files.writeString(group.resolve("command/cpu.stat"), "usage_usec 1500000\nuser_usec 1\n");
        Files.writeString(group.resolve("command/memory.events"), "low 0\noom 1\noom_kill 1\n");
        assertThat(command.cpu()).contains(Duration.ofMillis(1500));
        assertThat(command.ranOutOfMemory()).isTrue();
    }

    @Test
    void takesTheControllersItCanWriteInVersionOne() throws IOException {
        String mounts = versionOne("memory") + versionOne("pids");
        Files.createDirectories(mount.resolve("memory/own"));
        ControlGroups groups = find(mounts, "4:memory:/own\n3:pids:/above/what/is/mounted\n0::/\n");

        assertThat(groups.enforces()).containsOnlyKeys(Budget.MEMORY_MB, Budget.PROCESSES);
        CommandGroup command = groups.open(SANDBOX, "command", 2);
        assertThat(mount.resolve("memory/own/fleet").resolve(SANDBOX.id() + "/memory.limit_in_bytes"))
                .hasContent(Long.toString(64L << 20));
        assertThat(mount.resolve("pids/fleet").resolve(SANDBOX.id() + "/pids.max"))
                .hasContent("12");
        assertThat(command.cpu()).isEmpty();
    }

    @Test
    void findsNoneWhereNothingIsMounted() throws IOException {
        assertThat(find("", "0::/\n").enforces()).isEmpty();
    }
}
