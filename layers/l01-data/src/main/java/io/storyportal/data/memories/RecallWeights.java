package io.storyportal.data.memories;

import io.storyportal.kit.web.problem.CommonProblem;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much each of the three counts, in relation to the others. One that is left out is 0.7 for similarity and 0.15 for recency
 * and importance: unrelated sentences are still about half alike to the model, so that similarity moves less than the others.
 */
public record RecallWeights(
        @Nullable @DecimalMin("0") @DecimalMax("100") Double similarity,
        @Nullable @DecimalMin("0") @DecimalMax("100") Double recency,
        @Nullable @DecimalMin("0") @DecimalMax("100") Double importance) {

    static final RecallWeights USUAL = new RecallWeights(null, null, null);

    /** The same with a sum of 1. */
    Shares shares() {
        double likeness = Objects.requireNonNullElse(similarity, 0.7);
        double newness = Objects.requireNonNullElse(recency, 0.15);
        double weight = Objects.requireNonNullElse(importance, 0.15);
        double sum = likeness + newness + weight;
        if (sum < 1e-9) {
            throw CommonProblem.INVALID.exception("At least one of 'weights' must be above 0");
        }
        return new Shares(likeness / sum, newness / sum, weight / sum);
    }

    /** What each is worth when it is 1. */
    record Shares(double similarity, double recency, double importance) {}
}
