package io.storyportal.runtime.local;

import io.storyportal.runtime.sandbox.CommandEvent;
import io.storyportal.runtime.sandbox.CommandEvent.Channel;
import io.storyportal.runtime.sandbox.CommandEvent.Exit;
import io.storyportal.runtime.sandbox.CommandEvent.Output;
import io.storyportal.runtime.sandbox.CommandEvent.Started;
import io.storyportal.runtime.sandbox.EndReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** A command whose process runs. Output is read as fast as the subscriber asks for it, so a slow reader slows the program. */
final class RunningCommand {

    private static final int CHUNK = 16 * 1024;
    private static final int CHUNKS_AHEAD = 4;
    private static final Pattern EXIT_CODE = Pattern.compile("\"exit-code\"\\s*:\\s*(\\d+)");

    private final String id;
    private final Process process;
    private final ProcessTree tree;
    private final @Nullable Path report;
    private final long outputLimit;
    private final long startedAt = System.nanoTime();
    private final AtomicReference<@Nullable EndReason> killedFor = new AtomicReference<>();
    private final AtomicLong stdoutBytes = new AtomicLong();
    private final AtomicLong stderrBytes = new AtomicLong();

    /** @param report where bwrap writes the exit code; null for a command without bwrap */
    RunningCommand(String id, Process process, CommandGroup group, @Nullable Path report, long outputLimit) {
        this.id = id;
        this.process = process;
        this.tree = new ProcessTree(process, group, id);
        this.report = report;
        this.outputLimit = outputLimit;
    }

    String id() {
        return id;
    }

    ProcessTree tree() {
        return tree;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Whether the first process is gone while something it started may still hold its output open. */
    boolean firstHasEnded() {
        return !process.isAlive();
    }

    /** Kills the whole tree; the first reason counts. */
    void kill(EndReason reason) {
        killedFor.compareAndSet(null, reason);
        tree.kill();
    }

    Flux<CommandEvent> events(byte[] stdin, Scheduler pipes) {
        Flux<CommandEvent> output = Flux.merge(
                CHUNKS_AHEAD,
                read(process.getInputStream(), Channel.STDOUT, stdoutBytes).subscribeOn(pipes),
                read(process.getErrorStream(), Channel.STDERR, stderrBytes).subscribeOn(pipes));
        // Waits on our own threads: Process.onExit completes on the common pool, which others may have filled.
        Mono<CommandEvent> exit = Mono.fromCallable(this::awaitExit).subscribeOn(pipes);
        return Flux.defer(() -> {
            pipes.schedule(() -> write(stdin));
            return Flux.concat(Flux.just(new Started()), output, exit);
        });
    }

    private Flux<CommandEvent> read(InputStream stream, Channel channel, AtomicLong counted) {
        return Flux.generate(sink -> {
            byte[] buffer = new byte[CHUNK];
            int length;
            try {
                length = stream.read(buffer);
            } catch (IOException e) {
                // The stream is closed under the reader when the tree is killed.
                length = -1;
            }
            if (length < 0) {
                sink.complete();
                return;
            }
            counted.addAndGet(length);
            long over = stdoutBytes.get() + stderrBytes.get() - outputLimit;
            if (over > 0) {
                kill(EndReason.OUTPUT_LIMIT);
                length = (int) Math.max(0, length - over);
            }
            if (over > 0 && length == 0) {
                sink.complete();
            } else {
                sink.next(new Output(channel, Arrays.copyOf(buffer, length)));
            }
        });
    }

    private void write(byte[] stdin) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(stdin);
        } catch (IOException e) {
            // The program ended or closed its input without reading all of it, as programs may.
        }
    }

    private @Nullable CommandEvent awaitExit() {
        try {
            process.waitFor();
            return exit();
        } catch (InterruptedException e) {
            // The subscriber has gone; nobody is left to tell.
            return null;
        }
    }

    private CommandEvent exit() {
        EndReason reason = killedFor.get();
        if (tree.group().ranOutOfMemory() && (reason == null || reason == EndReason.MEMORY_BUDGET)) {
            reason = EndReason.MEMORY_BUDGET;
        }
        Integer code = exitCode();
        if (reason == null) {
            reason = code == null ? EndReason.START_FAILED : EndReason.EXITED;
        }
        return new Exit(
                code == null ? process.exitValue() : code,
                reason,
                elapsed(),
                tree.group().cpu().orElse(null),
                stdoutBytes.get(),
                stderrBytes.get());
    }

    /** Null when bwrap ended without having run the program to its end. */
    private @Nullable Integer exitCode() {
        if (report == null) {
            return process.exitValue();
        }
        try {
            Matcher code = EXIT_CODE.matcher(Files.readString(report));
            return code.find() ? Integer.valueOf(code.group(1)) : null;
        } catch (IOException e) {
            return null;
        }
    }
}
