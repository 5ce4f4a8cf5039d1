package io.storyportal.kit.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A child process that cannot outlive this JVM: a small shell holds the other end of a pipe and stops the server when
 * the pipe closes, which happens even when the JVM is killed with -9. The shell ends when the server ends. Both live in a
 * session of their own, so that Ctrl-C reaches this JVM alone and things can end in order.
 */
final class GuardedProcess {

    // 3 is the pipe from the JVM: background jobs of a shell have no standard input of their own.
    private static final String GUARD = """
            exec 3<&0
            signal=$1; pidfile=$2; shift 2
            "$@" 3<&- </dev/null & server=$!
            echo $server > "$pidfile.new" && mv "$pidfile.new" "$pidfile"
            trap '' INT TERM HUP
            ( read -r _ <&3; kill -s $signal $server 2>/dev/null ) & guard=$!
            wait $server; code=$?
            kill -9 $guard 2>/dev/null
            exit $code
            """;

    private final Process shell;
    private final Path pidFile;

    private GuardedProcess(Process shell, Path pidFile) {
        this.shell = shell;
        this.pidFile = pidFile;
    }

    /** @param stopSignal what asks this server to end in order, without the SIG */
    static GuardedProcess start(
            List<String> command, String stopSignal, Path folder, String name, @Nullable Consumer<String> output) {
        var pidFile = folder.resolve(name + ".pid");
        var whole = new ArrayList<>(List.of("setsid", "sh", "-c", GUARD, name, stopSignal, pidFile.toString()));
        whole.addAll(command);
        try {
            Files.deleteIfExists(pidFile);
            var builder = new ProcessBuilder(whole).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().keySet().removeIf(key -> key.startsWith("PG") || key.endsWith("_URL"));
            if (output == null) {
                var log = folder.resolve("server.log").toFile();
                builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
            }
            var process = builder.start();
            if (output != null) {
                Thread.ofVirtual().name(name + "-output").start(() -> pump(process, output));
            }
            return new GuardedProcess(process, pidFile);
        } catch (IOException e) {
            throw new ServerStartException("Cannot start " + command.getFirst() + ": " + e.getMessage(), e);
        }
    }

    private static void pump(Process process, Consumer<String> output) {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(output);
        } catch (IOException | UncheckedIOException e) {
            // The stream of a process that was killed ends like this; its exit is reported elsewhere.
        }
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    CompletableFuture<Integer> exited() {
        return shell.onExit().thenApply(Process::exitValue);
    }

    /** The server's own process id (not the guard's), or -1 before it started. */
    long pid() {
        try {
            return Long.parseLong(Files.readString(pidFile).strip());
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }

    /** Asks the server to end and waits; kills it when it does not end in time. */
    void stop(int seconds) {
        try {
            shell.outputWriter().close();
            if (shell.waitFor(seconds, TimeUnit.SECONDS)) {
                return;
            }
            ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
            shell.waitFor(seconds, TimeUnit.SECONDS);
        } catch (IOException e) {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
