package io.storyportal.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.runtime.local.SandboxFixture.Result;
import io.storyportal.runtime.sandbox.Availability;
import io.storyportal.runtime.sandbox.Budget;
import io.storyportal.runtime.sandbox.Budgets;
import io.storyportal.runtime.sandbox.Sandbox;
import io.storyportal.runtime.sandbox.SandboxException;
import io.storyportal.runtime.sandbox.TrustLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that lack something: each is told what, and nothing is done by half. */
@Tag("l02")
class HostTest {

    private static final HostTools HERE = HostTools.find();

    @TempDir
    private Path root;

    private static HostTools with(Path bubblewrap, Path prlimit, Set<String> options) {
        return new HostTools(bubblewrap, prlimit, HERE.setpriv(), options, HERE.root());
    }

    @Test
    void withoutBubblewrapAStandardAgentIsRefusedWithTheRemedy() throws IOException {
        HostTools bare = with(null, HERE.prlimit(), Set.of());
        try (SandboxFixture fixture = SandboxFixture.with(root, bare, ControlGroups.none())) {
            Availability standard = fixture.backend.report().block().of(TrustLevel.STANDARD);
            assertThat(standard.available()).isFalse();
            assertThat(standard.detail()).contains("bubblewrap");
            assertThat(standard.remedy()).contains("apt-get install bubblewrap");

            Sandbox sandbox = fixture.sandbox(TrustLevel.STANDARD, Budgets.NONE);
            assertThatThrownBy(() -> fixture.sh(sandbox, "true"))
                    .isInstanceOfSatisfying(SandboxException.class, refused -> assertThat(refused.kind())
                            .isEqualTo(SandboxException.Kind.UNAVAILABLE));
            assertThat(fixture.sh(fixture.sandbox(TrustLevel.TRUSTED, Budgets.NONE), "echo runs")
                            .stdout())
                    .isEqualTo("runs\n");
        }
    }

    @Test
    void anOldBubblewrapIsNamedAsTooOld() throws IOException {
        HostTools old = with(HERE.bubblewrap(), HERE.prlimit(), Set.of("--args", "--seccomp", "--new-session"));
        try (SandboxFixture fixture = SandboxFixture.with(root, old, ControlGroups.none())) {
            Availability standard = fixture.backend.report().block().of(TrustLevel.STANDARD);
            assertThat(standard.available()).isFalse();
            assertThat(standard.detail()).contains("too old", "--size");
        }
    }

    @Test
    void aBubblewrapThatMayMakeNoNamespacesIsExplained() throws IOException {
        Path denied =
                script("echo 'bwrap: No permissions to create new namespace, likely because the kernel does not allow"
                        + " non-privileged user namespaces.' >&2; exit 1");
        HostTools tools = with(denied, HERE.prlimit(), HERE.bubblewrapOptions());
        try (SandboxFixture fixture = SandboxFixture.with(root, tools, ControlGroups.none())) {
            Availability standard = fixture.backend.report().block().of(TrustLevel.STANDARD);
            assertThat(standard.detail()).contains("No permissions to create new namespace");
            assertThat(standard.remedy()).contains("sysctl", "seccomp profile");
        }
    }

    @Test
    void maskedProcInAContainerIsExplained() throws IOException {
        Path denied = script("echo \"bwrap: Can't mount proc on /newroot/proc: Operation not permitted\" >&2; exit 1");
        HostTools tools = with(denied, HERE.prlimit(), HERE.bubblewrapOptions());
        try (SandboxFixture fixture = SandboxFixture.with(root, tools, ControlGroups.none())) {
            assertThat(fixture.backend.report().block().of(TrustLevel.STANDARD).remedy())
                    .contains("systempaths=unconfined");
        }
    }

    private Path script(String text) throws IOException {
        Path script = Files.writeString(root.resolve("bwrap"), "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void withoutPrlimitNothingRuns() throws IOException {
        HostTools bare = with(HERE.bubblewrap(), null, HERE.bubblewrapOptions());
        try (SandboxFixture fixture = SandboxFixture.with(root, bare, ControlGroups.none())) {
            var report = fixture.backend.report().block();
            assertThat(report.of(TrustLevel.TRUSTED).remedy()).contains("util-linux");
            assertThat(report.of(TrustLevel.STANDARD).available()).isFalse();
        }
    }

    @Test
    void withoutControlGroupsMemoryAndCpuAreNotClaimedToBeEnforced() throws IOException {
        try (SandboxFixture fixture = SandboxFixture.with(root, HERE, ControlGroups.none())) {
            var report = fixture.backend.report().block();
            assertThat(report.enforces(TrustLevel.STANDARD, Budget.MEMORY_MB)).isFalse();
            assertThat(report.enforces(TrustLevel.STANDARD, Budget.CPU_SECONDS)).isFalse();
            assertThat(report.enforces(TrustLevel.STANDARD, Budget.PROCESSES)).isTrue();
            assertThat(report.enforces(TrustLevel.STANDARD, Budget.DISK_MB)).isTrue();
            assertThat(report.enforces(TrustLevel.TRUSTED, Budget.PROCESSES)).isEqualTo(HERE.root());
        }
    }

    @Test
    void aHostThatLostItsControlGroupsRunsNoAgentThatWasPromisedMemory() throws IOException {
        try (SandboxFixture fixture = SandboxFixture.with(root, HERE, ControlGroups.none())) {
            Sandbox plain = fixture.sandbox(TrustLevel.STANDARD, Budgets.NONE);
            var promised = new Budgets(null, 64L, null, null, null);
            var sandbox =
                    new Sandbox(plain.tenant(), plain.id(), plain.trust(), promised, plain.uid(), plain.createdAt());
            assertThatThrownBy(() -> fixture.sh(sandbox, "true"))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("memory_mb");
        }
    }

    @Test
    void withoutControlGroupsEachCommandGetsItsShareOfTheProcesses() throws IOException {
        try (SandboxFixture fixture = SandboxFixture.with(root, HERE, ControlGroups.none())) {
            Sandbox sandbox = fixture.sandbox(TrustLevel.STANDARD, new Budgets(null, null, 40L, null, null));
            Result result = fixture.perl(sandbox, EscapeTest.FORKS);
            assertThat(Integer.parseInt(result.stdout().strip())).isBetween(5, 10);
        }
    }

    @Test
    void usedTimeSurvivesARestart() throws IOException {
        Sandbox sandbox;
        try (SandboxFixture fixture = SandboxFixture.with(root, HERE, ControlGroups.none())) {
            sandbox = fixture.sandbox(TrustLevel.STANDARD, new Budgets(null, null, null, null, 60L));
            fixture.sh(sandbox, "sleep 0.3; echo kept > file");
        }
        try (SandboxFixture again = SandboxFixture.with(root, HERE, ControlGroups.none())) {
            assertThat(again.backend.usage(sandbox).block().wall()).isPositive();
            assertThat(again.sh(sandbox, "cat file").stdout()).isEqualTo("kept\n");
        }
    }
}
