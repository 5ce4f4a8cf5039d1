package io.storyportal.data.feedback;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Feedback to record; it begins unprocessed. */
public record CreateFeedback(
        @Nullable UUID id,
        @Nullable UUID agentId,
        @Nullable UUID taskId,
        @NotBlank @Size(max = 100) String feedbackType,
        @Nullable @Min(1) @Max(5) Integer rating,
        @Nullable @Size(min = 1, max = 100_000) String content,
        @Nullable @Size(max = 1000) Map<String, Object> metadata) {}
