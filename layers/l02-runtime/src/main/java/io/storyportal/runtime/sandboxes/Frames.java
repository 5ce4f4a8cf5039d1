package io.storyportal.runtime.sandboxes;

import io.storyportal.runtime.RuntimeProblem;
import io.storyportal.runtime.sandbox.CommandEvent;
import io.storyportal.runtime.sandbox.CommandEvent.Exit;
import io.storyportal.runtime.sandbox.CommandEvent.Output;
import io.storyportal.runtime.sandbox.CommandEvent.Started;
import io.storyportal.runtime.sandbox.EndReason;
import io.storyportal.runtime.sandboxes.CommandFrame.ExitReason;
import io.storyportal.runtime.sandboxes.CommandFrame.FrameType;
import io.storyportal.runtime.sandboxes.ExecRequest.Encoding;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns one command's events into frames. Holds the bytes of a character that came in two pieces, so it serves one stream only. */
final class Frames {

    private final Encoding encoding;
    private final TextPieces stdout = new TextPieces();
    private final TextPieces stderr = new TextPieces();

    Frames(Encoding encoding) {
        this.encoding = encoding;
    }

    List<CommandFrame> of(CommandEvent event) {
        return switch (event) {
            case Started started -> List.of(CommandFrame.started());
            case Output(CommandEvent.Channel channel, byte[] bytes) -> output(channel, bytes);
            case Exit exit -> exit(exit);
        };
    }

    private List<CommandFrame> output(CommandEvent.Channel channel, byte[] bytes) {
        FrameType type =
                switch (channel) {
                    case STDOUT -> FrameType.STDOUT;
                    case STDERR -> FrameType.STDERR;
                };
        if (encoding == Encoding.BASE64) {
            return List.of(CommandFrame.output(type, Base64.getEncoder().encodeToString(bytes)));
        }
        String text = (type == FrameType.STDOUT ? stdout : stderr).add(bytes);
        return text.isEmpty() ? List.of() : List.of(CommandFrame.output(type, text));
    }

    private List<CommandFrame> exit(Exit exit) {
        var frames = new ArrayList<CommandFrame>();
        rest(FrameType.STDOUT, stdout, frames);
        rest(FrameType.STDERR, stderr, frames);
        RuntimeProblem problem = problem(exit.reason());
        frames.add(new CommandFrame(
                FrameType.EXIT,
                null,
                exit.exitCode(),
                ExitReason.of(exit.reason()),
                problem == null ? null : problem.code(),
                problem == null ? null : problem.title() + ". " + problem.remedy(),
                exit.duration().toMillis(),
                exit.cpu() == null ? null : exit.cpu().toMillis(),
                exit.stdoutBytes(),
                exit.stderrBytes()));
        return frames;
    }

    private static void rest(FrameType type, TextPieces pieces, List<CommandFrame> frames) {
        String rest = pieces.rest();
        if (!rest.isEmpty()) {
            frames.add(CommandFrame.output(type, rest));
        }
    }

    private static @Nullable RuntimeProblem problem(EndReason reason) {
        return switch (reason) {
            case EXITED -> null;
            case START_FAILED -> RuntimeProblem.SANDBOX_START_FAILED;
            case TIMEOUT -> RuntimeProblem.COMMAND_TIMED_OUT;
            case CPU_BUDGET -> RuntimeProblem.CPU_BUDGET;
            case MEMORY_BUDGET -> RuntimeProblem.MEMORY_BUDGET;
            case DISK_BUDGET -> RuntimeProblem.DISK_BUDGET;
            case WALL_BUDGET -> RuntimeProblem.WALL_BUDGET;
            case OUTPUT_LIMIT -> RuntimeProblem.OUTPUT_LIMIT;
            case CANCELLED, SUSPENDED, TERMINATED, DRAINED -> RuntimeProblem.COMMAND_STOPPED;
        };
    }
}
