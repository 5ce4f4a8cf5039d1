package io.storyportal.data.usage;

import io.storyportal.data.resources.ResourceType;
import java.util.Map;

/** How model usage is kept. */
public final class ModelUsages {

    public static final ResourceType<ModelUsage> TYPE = ResourceType.of("model-usage", "model_usage", ModelUsage.class)
            .createdFrom(RecordModelUsage.class)
            .orElse("input_tokens", 0)
            .orElse("output_tokens", 0)
            .orElse("cost_estimate", 0)
            .orElse("metadata", Map.of())
            .refers("agent_id", "agent")
            .build();

    private ModelUsages() {}
}
