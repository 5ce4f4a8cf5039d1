package io.storyportal.kit.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
public final class GuardedProcess {

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

    /** @param output receives the program's lines on a thread of its own; null appends them to {@code server.log} */
    public static GuardedProcess start(GuardedCommand what, @Nullable Consumer<String> output) {
        var pidFile = what.pidFolder().resolve(what.name() + ".pid");
        var whole = new ArrayList<>(
                List.of("setsid", "sh", "-c", GUARD, what.name(), what.stopSignal(), pidFile.toString()));
        whole.addAll(what.command());
        try {
            Files.deleteIfExists(pidFile);
            var builder =
                    new ProcessBuilder(whole).directory(what.folder().toFile()).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(what.environment());
            if (output == null) {
                var log = what.folder().resolve("server.log").toFile();
                builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
            }
            var process = builder.start();
            if (output != null) {
                // Reading a pipe would hold a virtual thread's carrier; two of them would hold a small machine's all.
                Thread.ofPlatform().daemon().name(what.name() + "-output").start(() -> pump(process, output));
            }
            return new GuardedProcess(process, pidFile);
        } catch (IOException e) {
            throw new ServerStartException("Cannot start " + what.name() + ": " + e.getMessage(), e);
        }
    }

    private static void pump(Process process, Consumer<String> output) {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(output);
        } catch (IOException | UncheckedIOException e) {
            // The stream of a process that was killed ends like this; its exit is reported elsewhere.
        }
    }

    public boolean isAlive() {
        return shell.isAlive();
    }

    /** Completes with the program's exit code, 128 + signal when one ended it. */
    public CompletableFuture<Integer> exited() {
        return shell.onExit().thenApply(Process::exitValue);
    }

    /** The server's own process id (not the guard's), or -1 before it started. */
    public long pid() {
        try {
            return Long.parseLong(Files.readString(pidFile).strip());
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }

    /** Asks the program to end and waits; kills it when it does not end in time. True when it ended by itself. */
    public boolean stop(Duration patience) {
        try {
            shell.outputWriter().close();
            if (shell.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
            kill();
            shell.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void kill() {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
    }
}
