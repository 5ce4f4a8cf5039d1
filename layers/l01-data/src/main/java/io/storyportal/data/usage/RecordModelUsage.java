package io.storyportal.data.usage;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A model call to record; a tenant never has two with one {@code callKey}. */
public record RecordModelUsage(
        @Nullable UUID id,
        @Nullable UUID agentId,
        @NotBlank @Size(max = 100) String modelProvider,
        @NotBlank @Size(max = 255) String modelName,
        @Nullable @PositiveOrZero Long inputTokens,
        @Nullable @PositiveOrZero Long outputTokens,
        @Nullable @PositiveOrZero Long latencyMs,

        @Nullable @DecimalMin("0") @Digits(integer = 9, fraction = 6)
        BigDecimal costEstimate,

        @Nullable @Size(min = 1, max = 500) String callKey,
        @Nullable @Size(max = 1000) Map<String, Object> metadata) {}
