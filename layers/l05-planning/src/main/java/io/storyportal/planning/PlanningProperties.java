package io.storyportal.planning;

import io.storyportal.planning.execution.ExecutionSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What planning is told.
 *
 * @param signingKey base64 of at least 32 bytes, the same for all replicas; when empty, a key made once in the keys folder
 */
@Validated
@ConfigurationProperties(value = "l05", ignoreUnknownFields = false)
public record PlanningProperties(
        @DefaultValue("") String signingKey,
        @Valid @DefaultValue Execution execution) {

    /**
     * @param parallelTasks tasks of one plan at once
     * @param parallelRuns plans of this process at once
     * @param lease how long a run stays held without a sign of life
     * @param poll how often to look for due runs when nothing says so
     * @param patience how long to wait for a layer that does not answer
     * @param firstBackoff pause before a task's second attempt
     */
    public record Execution(
            @DefaultValue("4") @Min(1) @Max(64) int parallelTasks,
            @DefaultValue("16") @Min(1) @Max(500) int parallelRuns,
            @DefaultValue("8s") @NotNull Duration lease,
            @DefaultValue("1s") @NotNull Duration poll,
            @DefaultValue("60s") @NotNull Duration patience,
            @DefaultValue("500ms") @NotNull Duration firstBackoff) {

        ExecutionSettings settings() {
            return new ExecutionSettings(parallelTasks, parallelRuns, lease, poll, patience, firstBackoff);
        }
    }
}
