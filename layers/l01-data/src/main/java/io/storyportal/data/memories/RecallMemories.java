package io.storyportal.data.memories;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to recall.
 *
 * @param query what it is about, in any words
 * @param kinds any of them
 * @param tags all of them
 * @param from when they were made at the earliest; {@code to} is the first moment that is too late
 * @param limit 10 when left out
 * @param halfLifeHours after which a memory is half as recent; a week when left out
 */
public record RecallMemories(
        @NotBlank @Size(max = 2000) String query,
        @Nullable UUID agentId,
        @Nullable UUID sessionId,
        @Nullable @Size(min = 1, max = 20) List<@NotBlank @Size(max = 100) String> kinds,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 100) String> tags,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable @DecimalMin("0") @DecimalMax("1") BigDecimal minImportance,
        @Nullable @Min(1) @Max(100) Integer limit,
        @Nullable @Valid RecallWeights weights,
        @Nullable @DecimalMin("0.01") @DecimalMax("876000") Double halfLifeHours) {

    MemoryScope scope() {
        return new MemoryScope(agentId, sessionId, kinds, tags, from, to, minImportance);
    }

    int wanted() {
        return limit == null ? 10 : limit;
    }
}
