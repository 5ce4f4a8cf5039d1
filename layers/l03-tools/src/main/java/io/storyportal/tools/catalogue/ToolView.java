package io.storyportal.tools.catalogue;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A tool on the wire.
 *
 * @param id in the tenant's catalogue; absent while L01 cannot be asked
 * @param inputSchema JSON Schema of the input
 */
public record ToolView(
        @Nullable UUID id,
        String name,
        String description,
        String category,
        boolean enabled,
        Effects effects,
        ExecutionMode execution,
        long timeoutMs,
        int concurrency,
        boolean needsAgent,
        Map<String, Object> inputSchema) {

    static ToolView of(ToolSpec spec, @Nullable ToolRecord record, JsonMapper json) {
        return new ToolView(
                record == null ? null : record.id(),
                spec.name(),
                spec.description(),
                spec.category(),
                record == null || record.enabled(),
                spec.effects(),
                spec.execution(),
                spec.timeout().toMillis(),
                spec.concurrency(),
                spec.needsAgent(),
                json.convertValue(spec.inputSchema(), new TypeReference<>() {}));
    }
}
