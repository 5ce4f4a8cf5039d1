package io.storyportal.tools.invocation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool.
 *
 * @param input checked against the tool's JSON Schema
 * @param agentId whose workspace and sandbox the tool works in
 * @param callKey names the call: a retry with the same key answers the recorded result
 * @param timeoutMs at most the tool's own limit, which is the default
 */
public record InvokeRequest(
        @NotNull Map<String, @Nullable Object> input,
        @Nullable UUID agentId,
        @Nullable @Size(min = 1, max = 400) String callKey,
        @Nullable @Min(1) @Max(3_600_000) Long timeoutMs) {

    InvokeRequest named(String key) {
        return new InvokeRequest(input, agentId, key, timeoutMs);
    }
}
