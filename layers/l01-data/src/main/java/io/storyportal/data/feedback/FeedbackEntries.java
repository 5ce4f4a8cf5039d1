package io.storyportal.data.feedback;

import io.storyportal.data.resources.ResourceType;
import java.util.Map;

/** How feedback is kept. */
public final class FeedbackEntries {

    public static final ResourceType<Feedback> TYPE = ResourceType.of("feedback", "feedback", Feedback.class)
            .createdFrom(CreateFeedback.class)
            .updatedFrom(UpdateFeedback.class)
            .orElse("metadata", Map.of())
            .orElse("processed", false)
            .refers("agent_id", "agent")
            .refers("task_id", "task")
            .build();

    private FeedbackEntries() {}
}
