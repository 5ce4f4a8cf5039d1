package io.storyportal.data.tools;

import io.storyportal.data.resources.ResourceType;
import java.util.Map;

/** How tools are kept. */
public final class Tools {

    public static final ResourceType<Tool> TYPE = ResourceType.of("tools", "tool", Tool.class)
            .createdFrom(CreateTool.class)
            .updatedFrom(UpdateTool.class)
            .orElse("tool_type", "function")
            .orElse("permissions", Map.of())
            .orElse("enabled", true)
            .orElse("metadata", Map.of())
            .build();

    private Tools() {}
}
