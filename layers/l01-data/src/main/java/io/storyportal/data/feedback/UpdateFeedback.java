package io.storyportal.data.feedback;

import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether feedback was dealt with and what came of it; what was said stays as it is. */
public record UpdateFeedback(
        @Nullable Boolean processed,
        @Nullable @Size(max = 1000) Map<String, Object> metadata) {}
