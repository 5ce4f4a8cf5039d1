package io.storyportal.data.goals;

import io.storyportal.data.resources.ResourceType;
import java.util.List;
import java.util.Map;

/** How goals are kept. */
public final class Goals {

    public static final ResourceType<Goal> TYPE = ResourceType.of("goals", "goal", Goal.class)
            .createdFrom(CreateGoal.class)
            .updatedFrom(UpdateGoal.class)
            .orElse("success_criteria", List.of())
            .orElse("status", "draft")
            .orElse("priority", 5)
            .orElse("input_artifact_ids", List.of())
            .orElse("metadata", Map.of())
            .refers("agent_id", "agent")
            .refers("parent_goal_id", "goal")
            .verb("draft", "redrafted")
            .verb("awaiting_approval", "submitted")
            .verb("queued", "queued")
            .verb("running", "started")
            .verb("paused", "paused")
            .verb("completed", "completed")
            .verb("failed", "failed")
            .verb("cancelled", "cancelled")
            .stamps("completed_at", "completed", "failed", "cancelled")
            .build();

    private Goals() {}
}
