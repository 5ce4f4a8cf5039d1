package io.storyportal.runtime.sandbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a running command tells: that it started, output as it comes, then exactly one exit. */
public sealed interface CommandEvent {

    enum Channel {
        STDOUT,
        STDERR
    }

    /** The process is there; what is refused was refused before. */
    record Started() implements CommandEvent {}

    /** A piece of output; pieces of one channel are in order. */
    record Output(Channel channel, byte[] bytes) implements CommandEvent {}

    /**
     * The end. When the reason is not {@link EndReason#EXITED} the whole process tree was killed.
     *
     * @param exitCode as a shell would report it: 128 + n when signal n ended it
     * @param cpu null where the host cannot measure a process tree
     */
    record Exit(
            int exitCode,
            EndReason reason,
            Duration duration,
            @Nullable Duration cpu,
            long stdoutBytes,
            long stderrBytes)
            implements CommandEvent {}
}
