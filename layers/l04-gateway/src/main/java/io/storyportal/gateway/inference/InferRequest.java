package io.storyportal.gateway.inference;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A model call.
 *
 * @param model name, optionally with its provider in front ("ollama/llama3.2"); the provider's default when absent
 * @param responseSchema JSON Schema with an object at its root; the answer is then JSON that matches it
 * @param callKey {@code plan/task/attempt}: the same request with the same key gets the answer of the first, for a day
 * @param stream the same as asking for {@code text/event-stream}
 */
public record InferRequest(
        @NotEmpty @Size(min = 1, max = 500) List<@NotNull @Valid Message> messages,
        @Nullable @Size(max = 400_000) String system,
        @Nullable @Size(min = 1, max = 200) String model,

        @Nullable @Pattern(regexp = "anthropic|openai|ollama")
        String provider,

        @Nullable @Min(1) @Max(128_000) Integer maxTokens,
        @Nullable @DecimalMin("0") @DecimalMax("2") BigDecimal temperature,
        @Nullable @Size(max = 200) Map<String, Object> responseSchema,
        @Nullable UUID agentId,
        @Nullable @Size(min = 1, max = 255) String callKey,
        @Nullable Boolean stream) {

    /** System messages are taken together with {@code system}, wherever they stand. */
    public record Message(
            @NotNull Role role,
            @NotNull @Size(min = 1, max = 400_000) String content) {}

    /** Who speaks. */
    public enum Role {
        @JsonProperty("system")
        SYSTEM,
        @JsonProperty("user")
        USER,
        @JsonProperty("assistant")
        ASSISTANT
    }

    /** Without what was said: frameworks print what they decode when debugging is on. */
    @Override
    public String toString() {
        return "InferRequest[messages=" + messages.size() + ", provider=" + provider + ", model=" + model + "]";
    }

    InferRequest unstreamed() {
        return new InferRequest(
                messages, system, model, provider, maxTokens, temperature, responseSchema, agentId, callKey, null);
    }

    InferRequest named(@Nullable String key) {
        return new InferRequest(
                messages, system, model, provider, maxTokens, temperature, responseSchema, agentId, key, stream);
    }

    boolean wantsStream() {
        return Boolean.TRUE.equals(stream);
    }
}
