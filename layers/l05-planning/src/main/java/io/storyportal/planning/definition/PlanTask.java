package io.storyportal.planning.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step of a plan.
 *
 * @param tool the tool to call, for {@link Type#TOOL}
 * @param instructions what the model is told, for {@link Type#MODEL}; the resolved input follows as data
 * @param responseSchema JSON Schema of the model's answer; plain text without it
 * @param input literals, and references as {@link References} reads them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanTask(
        String id,
        Type type,
        String description,
        @Nullable String tool,
        @Nullable String instructions,
        @Nullable JsonNode responseSchema,
        List<String> dependsOn,
        ObjectNode input,
        int maxAttempts,
        long timeoutMs,
        OnFailure onFailure) {
    public enum Type {
        @JsonProperty("tool")
        TOOL,
        @JsonProperty("model")
        MODEL;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a failure means for the rest: the plan fails, or goes on without this task's result. */
    public enum OnFailure {
        @JsonProperty("fail")
        FAIL,
        @JsonProperty("continue")
        CONTINUE
    }

    public PlanTask {
        dependsOn = List.copyOf(dependsOn);
        Objects.requireNonNull(id, "a task needs an id");
        Objects.requireNonNull(type, "a task needs a type");
        Objects.requireNonNull(description, "a task needs a description");
        Objects.requireNonNull(input, "a task needs an input");
        Objects.requireNonNull(onFailure, "a task needs on_failure");
    }
}
