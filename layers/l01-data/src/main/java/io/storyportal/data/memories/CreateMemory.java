package io.storyportal.data.memories;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something to remember; it is never changed, only forgotten. What is left out takes its default. */
public record CreateMemory(
        @Nullable UUID id,
        @Nullable UUID agentId,
        @Nullable UUID sessionId,
        @Nullable @Size(min = 1, max = 100) String kind,
        @NotBlank @Size(max = 20_000) String content,

        @Nullable @DecimalMin("0") @DecimalMax("1") @Digits(integer = 1, fraction = 4)
        BigDecimal importance,

        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 100) String> tags,
        @Nullable @Size(max = 1000) Map<String, Object> metadata) {

    /** Some write 0.0003 as 3.0E-4, whose last zero is no fifth place. */
    public CreateMemory {
        if (importance != null) {
            importance = importance.stripTrailingZeros();
        }
    }
}
