package io.storyportal.runtime.local;

import io.storyportal.runtime.sandbox.CommandEvent;
import io.storyportal.runtime.sandbox.CommandEvent.Channel;
import io.storyportal.runtime.sandbox.CommandEvent.Exit;
import io.storyportal.runtime.sandbox.CommandEvent.Output;
import io.storyportal.runtime.sandbox.EndReason;
import io.storyportal.runtime.sandbox.SandboxException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
    private static final int KEPT_FOR_ERROR = 2_000;
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
    private final StringBuffer firstErrors = new StringBuffer();

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

    /** Kills the whole tree; the first reason counts. */
    void kill(EndReason reason) {
        killedFor.compareAndSet(null, reason);
        tree.kill();
    }

    Flux<CommandEvent> events(byte[] stdin, Scheduler blocking) {
        Flux<CommandEvent> output = Flux.merge(
                CHUNKS_AHEAD,
                read(process.getInputStream(), Channel.STDOUT, stdoutBytes).subscribeOn(blocking),
                read(process.getErrorStream(), Channel.STDERR, stderrBytes).subscribeOn(blocking));
        if (report == null) {
            process.onExit().thenRunAsync(tree::killLeftOver, blocking::schedule);
        }
        Mono<CommandEvent> exit =
                Mono.fromFuture(process::onExit, true).publishOn(blocking).map(this::exit);
        return Flux.defer(() -> {
            blocking.schedule(() -> write(stdin));
            return output.concatWith(exit);
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
            if (channel == Channel.STDERR && firstErrors.length() < KEPT_FOR_ERROR) {
                firstErrors.append(new String(buffer, 0, Math.min(length, KEPT_FOR_ERROR), StandardCharsets.UTF_8));
            }
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

    private CommandEvent exit(Process ended) {
        EndReason reason = killedFor.get();
        if (tree.group().ranOutOfMemory() && (reason == null || reason == EndReason.MEMORY_BUDGET)) {
            reason = EndReason.MEMORY_BUDGET;
        }
        Integer code = exitCode(ended);
        if (code == null && reason == null) {
            throw new SandboxException(
                    SandboxException.Kind.START_FAILED,
                    "The sandbox could not be set up: " + firstErrors.toString().strip(),
                    "Run `portal doctor`: it tries a sandbox and says what the host lacks.");
        }
        return new Exit(
                code == null ? ended.exitValue() : code,
                reason == null ? EndReason.EXITED : reason,
                elapsed(),
                tree.group().cpu().orElse(null),
                stdoutBytes.get(),
                stderrBytes.get());
    }

    /** Null when bwrap ended without having run the program to its end. */
    private @Nullable Integer exitCode(Process ended) {
        if (report == null) {
            return ended.exitValue();
        }
        try {
            Matcher code = EXIT_CODE.matcher(Files.readString(report));
            return code.find() ? Integer.valueOf(code.group(1)) : null;
        } catch (IOException e) {
            return null;
        }
    }
}
