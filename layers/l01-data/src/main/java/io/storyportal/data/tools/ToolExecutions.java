package io.storyportal.data.tools;

import io.storyportal.data.resources.ResourceType;
import java.util.Map;

/** How runs of tools are kept. */
public final class ToolExecutions {

    public static final ResourceType<ToolExecution> TYPE = ResourceType.of(
                    "tool-executions", "tool_execution", ToolExecution.class)
            .createdFrom(CreateToolExecution.class)
            .updatedFrom(UpdateToolExecution.class)
            .orElse("input_params", Map.of())
            .orElse("status", "running")
            .orElse("metadata", Map.of())
            .refers("tool_id", "tool")
            .refers("agent_id", "agent")
            .carries("tool_name")
            .verb("running", "restarted")
            .verb("completed", "completed")
            .verb("failed", "failed")
            .verb("cancelled", "cancelled")
            .verb("unknown", "became_unknown")
            .stamps("started_at", "running")
            .stamps("completed_at", "completed", "failed", "cancelled")
            .build();

    private ToolExecutions() {}
}
