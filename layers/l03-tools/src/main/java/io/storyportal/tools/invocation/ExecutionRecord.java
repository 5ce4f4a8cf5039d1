package io.storyportal.tools.invocation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call as the journal knows it.
 *
 * @param fingerprint of tool, agent and input: the same call key with another one is a mistake
 * @param failure the problem it ended with
 */
public record ExecutionRecord(
        UUID id,
        String tool,
        @Nullable String fingerprint,
        ExecutionStatus status,
        @Nullable Object output,
        @Nullable RecordedProblem failure,
        long durationMs) {}
