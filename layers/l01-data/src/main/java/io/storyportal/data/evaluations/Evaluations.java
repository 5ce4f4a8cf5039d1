package io.storyportal.data.evaluations;

import io.storyportal.data.resources.ResourceType;
import java.util.Map;

/** How evaluations are kept. */
public final class Evaluations {

    public static final ResourceType<Evaluation> TYPE = ResourceType.of("evaluations", "evaluation", Evaluation.class)
            .createdFrom(CreateEvaluation.class)
            .orElse("metrics", Map.of())
            .orElse("metadata", Map.of())
            .refers("agent_id", "agent")
            .refers("task_id", "task")
            .build();

    private Evaluations() {}
}
