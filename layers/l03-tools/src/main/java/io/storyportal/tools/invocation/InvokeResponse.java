package io.storyportal.tools.invocation;

import java.util.UUID;

/**
 * What a call came to.
 *
 * @param replayed recorded by an earlier call with the same key
 */
public record InvokeResponse(
        UUID executionId, String tool, ExecutionStatus status, Object output, long durationMs, boolean replayed) {}
