package io.storyportal.kit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("kit")
class GuardedProcessTest {

    @TempDir
    Path home;

    /** Starts a guarded {@code sleep}, says its process id, and waits to be killed. */
    static final class Owner {
        public static void main(String[] args) throws Exception {
            var lines = new LinkedBlockingQueue<String>();
            var command = List.of("sh", "-c", "echo up; exec sleep 1000");
            var sleep =
                    GuardedProcess.start(GuardedCommand.server("sleep", command, "TERM", Path.of(args[0])), lines::add);
            lines.take();
            // What it prints may be here before the guard has written its process id down.
            while (sleep.pid() < 0) {
                Thread.onSpinWait();
            }
            System.out.println(sleep.pid());
            System.out.flush();
            sleep.exited().join();
        }
    }

    @Test
    void endsWithItsOwnerEvenWhenTheOwnerIsKilled() throws Exception {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var owner = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Owner.class.getName(), home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = owner.inputReader()) {
            var server = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
            assertThat(server.isAlive()).isTrue();

            owner.destroyForcibly();

            server.onExit().get(20, TimeUnit.SECONDS);
        } finally {
            owner.destroyForcibly();
        }
    }

    @Test
    void passesTheExitCodeOn() throws Exception {
        var process = GuardedProcess.start(
                GuardedCommand.server("seven", List.of("sh", "-c", "exit 7"), "TERM", home), line -> {});
        assertThat(process.exited().get(20, TimeUnit.SECONDS)).isEqualTo(7);
    }
}
