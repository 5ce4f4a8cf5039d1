package io.storyportal.data.evaluations;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A judgement to record; it is never changed, a second opinion is another one. */
public record CreateEvaluation(
        @Nullable UUID id,
        @Nullable UUID agentId,
        @Nullable UUID taskId,
        @NotBlank @Size(max = 100) String evaluationType,

        @NotNull @DecimalMin("0") @DecimalMax("1") @Digits(integer = 1, fraction = 4)
        BigDecimal score,

        @Nullable @Size(max = 1000) Map<String, Object> metrics,
        @Nullable @Size(min = 1, max = 20_000) String feedback,
        @Nullable @Size(max = 1000) Map<String, Object> metadata) {

    /** Some write 0.0003 as 3.0E-4, whose last zero is no fifth place. */
    public CreateEvaluation {
        if (score != null) {
            score = score.stripTrailingZeros();
        }
    }
}
