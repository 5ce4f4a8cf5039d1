package io.storyportal.planning.work;

import io.storyportal.planning.validation.ToolCatalogue;
import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Runs tools: L03. Failures are {@link WorkFailure}s. */
public interface ToolRunner {

    Mono<ToolCatalogue> catalogue();

    /** Whether the tool must not be run twice; also when that cannot be found out. */
    Mono<Boolean> runsOnce(String tool);

    /** The tool's output. A call with a key that was called before gives the first call's answer and runs nothing. */
    Mono<JsonNode> call(ToolCall call);

    record ToolCall(String tool, JsonNode input, UUID agent, String key, Duration timeout) {}
}
