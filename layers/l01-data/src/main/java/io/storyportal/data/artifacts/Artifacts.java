package io.storyportal.data.artifacts;

import io.storyportal.data.resources.ResourceType;
import java.util.Map;

/** How the facts of artifacts are kept. */
public final class Artifacts {

    public static final ResourceType<Artifact> TYPE = ResourceType.of("artifacts", "artifact", Artifact.class)
            .orElse("metadata", Map.of())
            .build();

    private Artifacts() {}
}
