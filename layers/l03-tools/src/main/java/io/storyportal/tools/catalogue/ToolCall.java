package io.storyportal.tools.catalogue;

import io.storyportal.tools.ToolsProblem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One call as a tool sees it; the input has passed the tool's schema. */
public record ToolCall(
        UUID executionId, JsonNode input, @Nullable UUID agentId, JsonMapper json) {

    public <T> T inputAs(Class<T> type) {
        return json.treeToValue(input, type);
    }

    public UUID agent() {
        if (agentId == null) {
            throw ToolsProblem.AGENT_NEEDED.exception("The input names a file of a workspace");
        }
        return agentId;
    }
}
