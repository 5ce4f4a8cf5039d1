package io.storyportal.tools.workspace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Files and commands of agents' sandboxes; L02's. */
public interface Workspaces {
    record Entry(String path, long size, @Nullable Instant modifiedAt) {}

    /** @param reason exited, or why it was killed */
    record CommandResult(
            int exitCode,
            String stdout,
            String stderr,
            boolean truncated,
            String reason,
            @Nullable String detail,
            long durationMs) {}

    /** The bytes of a file; whoever subscribes releases the buffers. */
    Flux<DataBuffer> read(UUID agent, String path);

    Mono<Long> write(UUID agent, String path, byte[] content);

    /** Regular files below a folder (null: everywhere), at most so many. */
    Flux<Entry> list(UUID agent, @Nullable String under, int most);

    /** Runs a command in the agent's sandbox; cancelling kills it. */
    Mono<CommandResult> run(UUID agent, List<String> command, @Nullable String stdin, Duration timeout, int mostOutput);
}
