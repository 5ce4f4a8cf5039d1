package io.storyportal.tools.catalogue;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * What a tool declares; read from {@code tools/<name>.json}.
 *
 * @param timeoutSeconds longest a call may take
 * @param concurrency calls that may run at one time in this process
 * @param needsAgent works in a workspace, so a call must name its agent
 */
public record ToolSpec(
        String name,
        String description,
        String category,
        Effects effects,
        ExecutionMode execution,
        int timeoutSeconds,
        int concurrency,
        boolean needsAgent,
        JsonNode inputSchema) {

    public Duration timeout() {
        return Duration.ofSeconds(timeoutSeconds);
    }
}
