package io.storyportal.runtime.sandboxes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.storyportal.runtime.sandbox.EndReason;
import org.jspecify.annotations.Nullable;

/**
 * One line of a command's stream: started at once, output as it comes, then one exit. A stream without an exit was cut off.
 *
 * @param data text, or base64 if that was asked for
 * @param exitCode as a shell reports it
 * @param reason exited, or why the process tree was killed
 * @param code the problem code when it was killed, see docs/errors/l02.md
 * @param cpuMs of the whole process tree; absent where the host cannot measure it
 */
public record CommandFrame(
        FrameType type,
        @Nullable String data,
        @Nullable Integer exitCode,
        @Nullable ExitReason reason,
        @Nullable String code,
        @Nullable String detail,
        @Nullable Long durationMs,
        @Nullable Long cpuMs,
        @Nullable Long stdoutBytes,
        @Nullable Long stderrBytes) {

    public enum FrameType {
        @JsonProperty("started")
        STARTED,
        @JsonProperty("stdout")
        STDOUT,
        @JsonProperty("stderr")
        STDERR,
        @JsonProperty("exit")
        EXIT
    }

    public enum ExitReason {
        @JsonProperty("exited")
        EXITED,
        @JsonProperty("start_failed")
        START_FAILED,
        @JsonProperty("timeout")
        TIMEOUT,
        @JsonProperty("cpu_budget")
        CPU_BUDGET,
        @JsonProperty("memory_budget")
        MEMORY_BUDGET,
        @JsonProperty("disk_budget")
        DISK_BUDGET,
        @JsonProperty("wall_budget")
        WALL_BUDGET,
        @JsonProperty("output_limit")
        OUTPUT_LIMIT,
        @JsonProperty("cancelled")
        CANCELLED,
        @JsonProperty("suspended")
        SUSPENDED,
        @JsonProperty("terminated")
        TERMINATED,
        @JsonProperty("drained")
        DRAINED;

        static ExitReason of(EndReason reason) {
            return valueOf(reason.name());
        }
    }

    /** Also tells clients that wait for an answer's head that there is one, however long the program stays silent. */
    static CommandFrame started() {
        return new CommandFrame(FrameType.STARTED, null, null, null, null, null, null, null, null, null);
    }

    static CommandFrame output(FrameType type, String data) {
        return new CommandFrame(type, data, null, null, null, null, null, null, null, null);
    }
}
