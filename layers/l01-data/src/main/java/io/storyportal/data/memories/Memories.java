package io.storyportal.data.memories;

import io.storyportal.data.embeddings.Source;
import io.storyportal.data.resources.ResourceType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** How memories are kept. They outlive the session they come from. */
public final class Memories {

    public static final ResourceType<Memory> TYPE = ResourceType.of("memories", "memory", Memory.class)
            .createdFrom(CreateMemory.class)
            .orElse("kind", "observation")
            .orElse("importance", new BigDecimal("0.5"))
            .orElse("tags", List.of())
            .orElse("metadata", Map.of())
            .refers("agent_id", "agent")
            .refers("session_id", "session")
            .build();

    static final Source SOURCE = new Source(TYPE.name(), "null::text", "content");

    private Memories() {}
}
