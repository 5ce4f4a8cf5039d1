package io.storyportal.planning.validation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The tools that plans may use right now, as L03 tells them: name to the JSON Schema of the input. */
public record ToolCatalogue(Map<String, Tool> tools) {
    /** @param once its effect must not happen twice */
    public record Tool(String name, String description, JsonNode schema, boolean once) {}

    public ToolCatalogue {
        tools = Map.copyOf(tools);
    }

    public Optional<Tool> tool(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    public Set<String> names() {
        return tools.keySet();
    }
}
