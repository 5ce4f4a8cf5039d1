package io.storyportal.data.evaluations;

import io.storyportal.data.resources.ResourceView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One judgement as L01 answers it; {@code score} from 0 to 1, four places. */
public record Evaluation(
        UUID id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable UUID agentId,
        @Nullable UUID taskId,
        String evaluationType,
        BigDecimal score,
        Map<String, Object> metrics,
        @Nullable String feedback,
        Map<String, Object> metadata)
        implements ResourceView {}
