package io.storyportal.data.plans;

import io.storyportal.data.resources.ResourceType;
import java.util.Map;

/** How plans are kept. */
public final class Plans {

    public static final ResourceType<Plan> TYPE = ResourceType.of("plans", "plan", Plan.class)
            .createdFrom(CreatePlan.class)
            .updatedFrom(UpdatePlan.class)
            .orElse("plan_type", "dag")
            .orElse("status", "draft")
            .orElse("current_step", 0)
            .orElse("metadata", Map.of())
            .refers("goal_id", "goal")
            .refers("agent_id", "agent")
            .carries("goal_id")
            .verb("draft", "redrafted")
            .verb("awaiting_approval", "submitted")
            .verb("queued", "queued")
            .verb("running", "started")
            .verb("paused", "paused")
            .verb("completed", "completed")
            .verb("failed", "failed")
            .verb("cancelled", "cancelled")
            .stamps("started_at", "running")
            .stamps("completed_at", "completed", "failed", "cancelled")
            .build();

    private Plans() {}
}
