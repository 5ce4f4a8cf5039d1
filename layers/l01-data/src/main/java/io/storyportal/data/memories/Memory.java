package io.storyportal.data.memories;

import io.storyportal.data.resources.ResourceView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A memory as L01 answers it; {@code importance} from 0 to 1, four places. */
public record Memory(
        UUID id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable UUID agentId,
        @Nullable UUID sessionId,
        String kind,
        String content,
        BigDecimal importance,
        List<String> tags,
        Map<String, Object> metadata)
        implements ResourceView {}
