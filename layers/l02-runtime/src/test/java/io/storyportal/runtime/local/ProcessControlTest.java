package io.storyportal.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.runtime.local.SandboxFixture.Result;
import io.storyportal.runtime.sandbox.Budgets;
import io.storyportal.runtime.sandbox.Command;
import io.storyportal.runtime.sandbox.CommandEvent;
import io.storyportal.runtime.sandbox.EndReason;
import io.storyportal.runtime.sandbox.Sandbox;
import io.storyportal.runtime.sandbox.SandboxException;
import io.storyportal.runtime.sandbox.TrustLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Whatever ends a command, nothing of it is left. */
@Tag("l02")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ProcessControlTest {

    private static final Budgets BUDGETS = new Budgets(30L, 256L, 32L, 64L, 120L);

    private static SandboxFixture fixture;

    @BeforeAll
    static void open(@TempDir Path root) throws IOException {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
        fixture = SandboxFixture.open(root);
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    /** A script that leaves processes in every way known, all with a mark in their arguments. */
    private static String spreading(String mark) {
        return "sleep 1000 " + mark + " 2>/dev/null & true; "
                + "sh -c 'exec sleep 1000." + mark + "' & "
                + "setsid sh -c 'sleep 1000." + mark + "' & "
                + "(setsid sh -c 'trap \"\" TERM HUP INT; sleep 1000." + mark + "; :' &) ; echo started; "
                + "sleep 1000." + mark;
    }

    private static List<ProcessHandle> marked(String mark) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("1000." + mark))
                .toList();
    }

    private static String newMark() {
        return Integer.toString(10_000_000 + Math.floorMod(UUID.randomUUID().hashCode(), 90_000_000));
    }

    private static void expectNothingLeft(String mark) {
        Awaitility.await().until(() -> marked(mark).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(
            value = TrustLevel.class,
            names = {"TRUSTED", "STANDARD", "UNTRUSTED"})
    void aTimeoutEndsTheWholeTree(TrustLevel trust) throws IOException {
        String mark = newMark();
        Command command = Command.of(Duration.ofSeconds(2), "/bin/sh", "-c", spreading(mark));
        Result result = fixture.run(fixture.sandbox(trust, BUDGETS), command);

        assertThat(result.exit().reason()).isEqualTo(EndReason.TIMEOUT);
        expectNothingLeft(mark);
    }

    @ParameterizedTest
    @EnumSource(
            value = TrustLevel.class,
            names = {"TRUSTED", "STANDARD"})
    void cancellingEndsTheWholeTree(TrustLevel trust) throws IOException {
        String mark = newMark();
        Sandbox sandbox = fixture.sandbox(trust, BUDGETS);
        Disposable running = run(sandbox, spreading(mark)).subscribe();
        Awaitility.await().until(() -> marked(mark).size() >= 4);
        running.dispose();
        expectNothingLeft(mark);
        Awaitility.await().until(() -> fixture.backend.running(sandbox.id()) == 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = TrustLevel.class,
            names = {"TRUSTED", "STANDARD"})
    void whatACommandLeavesRunningEndsWithIt(TrustLevel trust) throws IOException {
        String mark = newMark();
        Result result = fixture.sh(
                fixture.sandbox(trust, BUDGETS),
                "(setsid sleep 1000." + mark + " >/dev/null 2>&1 &); setsid sleep 1000." + mark + " & echo done");
        assertThat(result.exit().reason()).isEqualTo(EndReason.EXITED);
        expectNothingLeft(mark);
    }

    @ParameterizedTest
    @EnumSource(
            value = TrustLevel.class,
            names = {"TRUSTED", "STANDARD"})
    void closingASandboxEndsItsCommandsAndRefusesNewOnes(TrustLevel trust) throws IOException {
        String mark = newMark();
        Sandbox sandbox = fixture.sandbox(trust, BUDGETS);
        var ended = run(sandbox, spreading(mark)).collectList().toFuture();
        Awaitility.await().until(() -> marked(mark).size() >= 4);
        fixture.backend.close(sandbox.id(), EndReason.SUSPENDED);

        assertThat(SandboxFixture.result(ended.join()).exit().reason()).isEqualTo(EndReason.SUSPENDED);
        expectNothingLeft(mark);
        Assertions.assertThatThrownBy(() -> fixture.sh(sandbox, "true"))
                .isInstanceOfSatisfying(SandboxException.class, refused -> assertThat(refused.kind())
                        .isEqualTo(SandboxException.Kind.CLOSED));
        fixture.backend.reopen(sandbox.id());
        assertThat(fixture.sh(sandbox, "true").exit().exitCode()).isZero();
    }

    @Test
    void aCommandThatWaitedDoesNotStartInAReleasedSandbox() throws IOException {
        Sandbox sandbox = fixture.sandbox(TrustLevel.TRUSTED, BUDGETS);
        fixture.backend.release(sandbox).block();

        Assertions.assertThatThrownBy(() -> fixture.sh(sandbox, "true"))
                .isInstanceOfSatisfying(SandboxException.class, refused -> assertThat(refused.kind())
                        .isEqualTo(SandboxException.Kind.CLOSED));
    }

    @Test
    void killingTheLayerKillsItsSandboxes(@TempDir Path root) throws IOException {
        String mark = newMark();
        Process layer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingLayer.class.getName(),
                        root.toString(),
                        "1000." + mark)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var says = layer.inputReader()) {
            assertThat(says.lines().anyMatch("running"::equals)).isTrue();
            assertThat(marked(mark)).isNotEmpty();
        } finally {
            layer.destroyForcibly();
        }
        expectNothingLeft(mark);
    }

    @Test
    void drainingEndsWhatRunsAndItsStreamSaysSo(@TempDir Path root) throws IOException {
        String mark = newMark();
        try (SandboxFixture stopping = SandboxFixture.open(root)) {
            Sandbox sandbox = stopping.sandbox(TrustLevel.STANDARD, BUDGETS);
            var ended = stopping.backend
                    .run(sandbox, Command.of(Duration.ofSeconds(20), "sleep", "1000." + mark))
                    .collectList()
                    .toFuture();
            Awaitility.await().until(() -> stopping.backend.runningCommands() == 1);
            stopping.backend.drain();
            assertThat(SandboxFixture.result(ended.join()).exit().reason()).isEqualTo(EndReason.DRAINED);
        }
        expectNothingLeft(mark);
    }

    @Test
    void nothingStartsBeforeTheSubscription() throws IOException {
        Sandbox sandbox = fixture.sandbox(TrustLevel.STANDARD, BUDGETS);
        Flux<CommandEvent> command = run(sandbox, "echo once >> runs");
        command.blockLast();
        command.blockLast();
        assertThat(fixture.sh(sandbox, "cat runs").stdout()).isEqualTo("once\nonce\n");
    }

    @Test
    void tellsTheExitCodeAndTheSignalAsAShellDoes() throws IOException {
        Sandbox sandbox = fixture.sandbox(TrustLevel.STANDARD, BUDGETS);
        assertThat(fixture.sh(sandbox, "exit 7").exit().exitCode()).isEqualTo(7);
        assertThat(fixture.sh(sandbox, "kill -TERM $$").exit().exitCode()).isEqualTo(143);
        assertThat(fixture.run(sandbox, "no-such-program").exit().exitCode()).isEqualTo(127);
    }

    @Test
    void givesInputAndEnvironmentToTheProgram() throws IOException {
        Sandbox sandbox = fixture.sandbox(TrustLevel.STANDARD, BUDGETS);
        var command = new Command(
                List.of("/bin/sh", "-c", "cat; echo \"$GREETING\""),
                "in\n".getBytes(),
                Map.of("GREETING", "hello  world"),
                Duration.ofSeconds(5));
        assertThat(fixture.run(sandbox, command).stdout()).isEqualTo("in\nhello  world\n");
    }

    @Test
    void aProgramThatReadsNoInputIsNoError() throws IOException {
        var command = new Command(List.of("true"), new byte[1 << 20], Map.of(), Duration.ofSeconds(5));
        Result result = fixture.run(fixture.sandbox(TrustLevel.STANDARD, BUDGETS), command);
        assertThat(result.exit().exitCode()).isZero();
    }

    @Test
    void runsNoMoreCommandsInASandboxThanItHasPlacesAndRefusesBeyondItsQueue() throws IOException {
        Sandbox sandbox = fixture.sandbox(TrustLevel.STANDARD, BUDGETS);
        int places = SandboxFixture.SETTINGS.commandsPerSandbox();
        int most = places + SandboxFixture.SETTINGS.waiting();
        List<Disposable> running = Flux.range(0, most)
                .map(i -> run(sandbox, "sleep 20").subscribe())
                .collectList()
                .block();
        Awaitility.await().until(() -> fixture.backend.running(sandbox.id()) == places);

        Assertions.assertThatThrownBy(() -> fixture.sh(sandbox, "true"))
                .isInstanceOfSatisfying(SandboxException.class, refused -> assertThat(refused.kind())
                        .isEqualTo(SandboxException.Kind.BUSY));
        running.forEach(Disposable::dispose);
        assertThat(fixture.sh(sandbox, "echo free").stdout()).isEqualTo("free\n");
    }

    @Test
    void wallTimeIsReservedSoThatCommandsSideBySideCannotOverspendIt() throws IOException {
        Sandbox sandbox = fixture.sandbox(TrustLevel.STANDARD, new Budgets(null, null, 16L, null, 1L));
        Result first = fixture.run(sandbox, Command.of(Duration.ofSeconds(10), "sleep", "10"));
        assertThat(first.exit().reason()).isEqualTo(EndReason.WALL_BUDGET);
        Assertions.assertThatThrownBy(() -> fixture.sh(sandbox, "true"))
                .isInstanceOfSatisfying(SandboxException.class, refused -> assertThat(refused.kind())
                        .isEqualTo(SandboxException.Kind.WALL_SPENT));
    }

    private static Flux<CommandEvent> run(Sandbox sandbox, String script) {
        return fixture.backend.run(sandbox, Command.of(Duration.ofSeconds(20), "/bin/sh", "-c", script));
    }
}
