package io.storyportal.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.storyportal.runtime.local.SandboxFixture.Result;
import io.storyportal.runtime.sandbox.Availability;
import io.storyportal.runtime.sandbox.Budget;
import io.storyportal.runtime.sandbox.Budgets;
import io.storyportal.runtime.sandbox.CommandEvent;
import io.storyportal.runtime.sandbox.EndReason;
import io.storyportal.runtime.sandbox.Sandbox;
import io.storyportal.runtime.sandbox.TrustLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile programs in a real sandbox. */
@Tag("l02")
class EscapeTest {

    private static final Budgets BUDGETS = new Budgets(30L, 128L, 24L, 64L, 120L);

    /** Forks until it may not, and says how often it could. */
    static final String FORKS = """
            my $n = 0;
            while ($n < 200) {
                my $child = fork();
                last unless defined $child;
                if ($child == 0) { sleep 20; exit 0; }
                $n++;
            }
            print $n;
            """;

    private static SandboxFixture fixture;
    private Sandbox standard;

    @BeforeAll
    static void sandboxesWorkHere(@TempDir Path root) throws IOException {
        fixture = SandboxFixture.open(root);
        Availability here = fixture.backend.report().block().of(TrustLevel.STANDARD);
        assertThat(here.available()).as("%s %s", here.detail(), here.remedy()).isTrue();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    /** Where no control group can be written, the budget is refused at the spawn, and there is nothing to try here. */
    private static void assumeEnforced(Budget budget) {
        boolean enforced = fixture.backend.report().block().enforces(TrustLevel.STANDARD, budget);
        if (!enforced) {
            System.err.println("NOT TESTED: " + budget + " cannot be enforced here, no control group is writable.");
        }
        assumeTrue(enforced, budget + " cannot be enforced here: no control group is writable");
    }

    @BeforeEach
    void newSandbox() throws IOException {
        standard = fixture.sandbox(TrustLevel.STANDARD, BUDGETS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/shadow",
                "/etc/hostname",
                "/root",
                "/home",
                "/proc/1/environ/../../../root",
                "/var",
                "/sys/kernel"
            })
    void seesNothingOfTheHost(String path) {
        assertThat(fixture.run(standard, "ls", path).exit().exitCode()).isNotZero();
    }

    @Test
    void hasAllNamespacesOfItsOwn() throws IOException {
        for (String kind : new String[] {"user", "pid", "mnt", "ipc", "net", "uts"}) {
            String inside = fixture.run(standard, "readlink", "/proc/self/ns/" + kind)
                    .stdout()
                    .strip();
            String outside =
                    Files.readSymbolicLink(Path.of("/proc/self/ns/" + kind)).toString();
            assertThat(inside).startsWith(kind).isNotEqualTo(outside);
        }
    }

    @Test
    void seesOnlyItsOwnProcesses() {
        String processes =
                fixture.sh(standard, "ls /proc | grep -c '^[0-9]*$'").stdout().strip();
        assertThat(Integer.parseInt(processes)).isLessThanOrEqualTo(5);
    }

    @Test
    void cannotReachTheWorkspaceOfAnother() throws IOException {
        Sandbox other = fixture.sandbox(TrustLevel.STANDARD, BUDGETS);
        assertThat(fixture.sh(other, "echo secret > mine").exit().exitCode()).isZero();
        String path = fixture.files(other).resolve("mine").toString();
        Result result = fixture.sh(standard, "cat '" + path + "' /workspace/../" + path + " mine");
        assertThat(result.stdout()).doesNotContain("secret");
        assertThat(result.exit().exitCode()).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/evil", "/usr/bin/evil", "/etc/evil", "/dev/evil", "/proc/sys/kernel/hostname"})
    void writesNowhereButItsWorkspace(String path) {
        assertThat(fixture.sh(standard, "echo x > " + path).exit().exitCode()).isNotZero();
    }

    @Test
    void keepsWhatItWritesToItsWorkspace() {
        fixture.sh(standard, "mkdir -p a/b && echo kept > a/b/c");
        assertThat(fixture.run(standard, "cat", "a/b/c").stdout()).isEqualTo("kept\n");
    }

    @Test
    void hasNoNetwork() {
        Result result = fixture.perl(standard, """
                use IO::Socket::INET;
                for my $target ("127.0.0.1:8001", "1.1.1.1:53", "169.254.169.254:80") {
                    print IO::Socket::INET->new(PeerAddr => $target, Timeout => 1) ? "reached $target\\n" : "refused\\n";
                }
                """);
        assertThat(result.stdout()).isEqualTo("refused\nrefused\nrefused\n");
    }

    @Test
    void untrustedCodeCannotEvenMakeAnInternetSocket() throws IOException {
        Sandbox untrusted = fixture.sandbox(TrustLevel.UNTRUSTED, BUDGETS);
        String make = "use Socket; socket(my $s, %s, SOCK_STREAM, 0) ? print 'made' : print $!;";
        assertThat(fixture.perl(untrusted, make.formatted("AF_INET")).stdout())
                .contains("Address family not supported");
        assertThat(fixture.perl(untrusted, make.formatted("AF_UNIX")).stdout()).isEqualTo("made");
        assertThat(fixture.perl(standard, make.formatted("AF_INET")).stdout()).isEqualTo("made");
    }

    @Test
    void reachesNoHypervisorOrKernelSocket() {
        Result result = fixture.perl(standard, """
                use Socket;
                for my $family (40, 38, 17) {  # VSOCK, ALG, PACKET
                    print socket(my $s, $family, SOCK_STREAM, 0) ? "made $family\\n" : "refused\\n";
                }
                """);
        assertThat(result.stdout()).isEqualTo("refused\nrefused\nrefused\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unshare -U true",
                "unshare -n true",
                "mount -t tmpfs x /tmp",
                "mknod x p",
                "mkfifo x",
                "chroot . true"
            })
    void cannotMakeNamespacesMountsOrSpecialFiles(String command) {
        assertThat(fixture.sh(standard, command).exit().exitCode()).isNotZero();
    }

    @Test
    void isHeldByTheSystemCallFilterAndHasNoCapability() {
        String status = fixture.run(standard, "grep", "-E", "Seccomp:|CapEff:|NoNewPrivs:", "/proc/self/status")
                .stdout();
        assertThat(status).contains("CapEff:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2");
    }

    @ParameterizedTest
    @EnumSource(
            value = TrustLevel.class,
            names = {"TRUSTED", "STANDARD", "UNTRUSTED"})
    void inheritsNothingOfTheLayersEnvironment(TrustLevel trust) throws IOException {
        String names = fixture.sh(fixture.sandbox(trust, BUDGETS), "env | cut -d= -f1 | sort")
                .stdout();
        assertThat(names.lines())
                .containsOnlyOnce("PATH", "HOME")
                .isSubsetOf("HOME", "LANG", "PATH", "PORTAL_COMMAND", "PORTAL_WORKSPACE", "PWD", "USER");
    }

    @Test
    void readsWordsAsTheyAreWithoutAShell() {
        assertThat(fixture.run(standard, "echo", "$HOME; ls / `id`").stdout()).isEqualTo("$HOME; ls / `id`\n");
    }

    @Test
    void aForkBombHitsItsWall() {
        Result result = fixture.perl(standard, FORKS);
        assertThat(Integer.parseInt(result.stdout().strip())).isLessThanOrEqualTo(24);
        assertThat(result.exit().reason()).isEqualTo(EndReason.EXITED);
    }

    @Test
    void aMemoryHogIsKilledAndToldWhy() {
        assumeEnforced(Budget.MEMORY_MB);
        Result result = fixture.perl(standard, "my @x; push @x, chr(65 + @x % 26) x (4 << 20) while 1;");
        assertThat(result.exit().reason()).isEqualTo(EndReason.MEMORY_BUDGET);
    }

    @Test
    void memoryInTemporaryFilesCountsToo() {
        assumeEnforced(Budget.MEMORY_MB);
        Result result =
                fixture.sh(standard, "head -c 200M /dev/zero > /tmp/a; head -c 200M /dev/zero > /dev/shm/a; echo $?");
        assertThat(result.exit().reason() == EndReason.MEMORY_BUDGET
                        || !result.stderr().isEmpty())
                .isTrue();
    }

    @Test
    void aSingleHugeFileIsCutAtTheDiskBudget() throws IOException {
        fixture.sh(standard, "head -c 300M /dev/zero > big");
        assertThat(Files.size(fixture.files(standard).resolve("big"))).isLessThanOrEqualTo(64L << 20);
    }

    @Test
    void manyFilesAreCountedAgainstTheDiskBudget() {
        Result result = fixture.sh(standard, "i=0; while :; do head -c 4M /dev/zero > f$i; i=$((i+1)); done");
        assertThat(result.exit().reason()).isEqualTo(EndReason.DISK_BUDGET);
    }

    @Test
    void deletedButOpenFilesAreCountedAgainstTheDiskBudget() {
        Result result = fixture.perl(standard, """
                my @held;
                while (1) { open(my $f, '>', 'x'); unlink 'x'; print $f 'x' x (8 << 20); $f->flush; push @held, $f; }
                """);
        assertThat(result.exit().reason()).isEqualTo(EndReason.DISK_BUDGET);
    }

    @Test
    void aFloodOfOutputIsCutAtItsLimit() {
        CommandEvent.Exit exit = fixture.run(standard, "yes").exit();
        assertThat(exit.reason()).isEqualTo(EndReason.OUTPUT_LIMIT);
    }

    @Test
    void aBusyLoopEndsWithTheCpuBudget() throws IOException {
        assumeEnforced(Budget.CPU_SECONDS);
        Sandbox brief = fixture.sandbox(TrustLevel.STANDARD, new Budgets(1L, null, 16L, null, 60L));
        Result result = fixture.sh(brief, "while :; do :; done & while :; do :; done");
        assertThat(result.exit().reason()).isEqualTo(EndReason.CPU_BUDGET);
    }
}
