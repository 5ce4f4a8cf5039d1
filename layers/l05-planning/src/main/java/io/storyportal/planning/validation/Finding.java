package io.storyportal.planning.validation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Why a plan may not run.
 *
 * @param rule which rule: schema, tools, inputs, cycle, limits
 * @param task where, or null for the plan as a whole
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(String rule, @Nullable String task, String message) {
    public static Finding of(String rule, @Nullable String task, String message) {
        return new Finding(rule, task, message);
    }

    @Override
    public String toString() {
        return task == null ? message : "task " + task + ": " + message;
    }
}
