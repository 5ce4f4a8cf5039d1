package io.storyportal.tools.invocation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Tool executions in L01: the intent before a call, the result after it. */
public interface ExecutionJournal {
    /** @param toolId in the tenant's catalogue, when known */
    record Intent(
            UUID id,
            @Nullable UUID toolId,
            String tool,
            @Nullable UUID agentId,
            @Nullable String callKey,
            String fingerprint,
            JsonNode input) {}

    /** Writes the intent; empty when a call with this key is recorded already. */
    Mono<ExecutionRecord> begin(Intent intent);

    Mono<ExecutionRecord> find(String callKey);

    /** An execution that nobody runs any more begins again. */
    Mono<Void> restart(UUID id);

    Mono<Void> complete(UUID id, JsonNode output, long durationMs);

    Mono<Void> fail(UUID id, String fingerprint, RecordedProblem failure, long durationMs);

    Mono<Void> end(UUID id, ExecutionStatus status, String reason);
}
