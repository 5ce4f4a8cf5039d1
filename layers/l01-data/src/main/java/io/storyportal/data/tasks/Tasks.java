package io.storyportal.data.tasks;

import io.storyportal.data.resources.ResourceType;
import java.util.List;
import java.util.Map;

/** How tasks are kept. */
public final class Tasks {

    public static final ResourceType<Task> TYPE = ResourceType.of("tasks", "task", Task.class)
            .createdFrom(CreateTask.class)
            .updatedFrom(UpdateTask.class)
            .orElse("depends_on", List.of())
            .orElse("input_data", Map.of())
            .orElse("status", "pending")
            .orElse("attempt", 0)
            .orElse("sequence_order", 0)
            .orElse("metadata", Map.of())
            .refers("plan_id", "plan")
            .refers("agent_id", "agent")
            .carries("plan_id", "name")
            .verb("pending", "reset")
            .verb("ready", "readied")
            .verb("running", "started")
            .verb("waiting", "deferred")
            .verb("completed", "completed")
            .verb("failed", "failed")
            .verb("skipped", "skipped")
            .verb("cancelled", "cancelled")
            .verb("unknown", "became_unknown")
            .stamps("started_at", "running")
            .stamps("completed_at", "completed", "failed", "skipped", "cancelled")
            .build();

    private Tasks() {}
}
