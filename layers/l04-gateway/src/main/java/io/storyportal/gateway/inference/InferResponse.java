package io.storyportal.gateway.inference;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.storyportal.gateway.provider.FinishReason;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A finished answer.
 *
 * @param model the exact model that answered
 * @param content the answer's text; with a response schema, its JSON text
 * @param output the answer as an object, when there was a response schema
 * @param usage of all upstream calls this answer took: two when it had to be corrected
 * @param replayed this is the kept answer of an earlier call; nothing was asked and nothing is billed again
 * @param cost US dollars; absent when the price of the model is not known
 */
public record InferResponse(
        UUID id,
        String provider,
        String model,
        String content,
        @Nullable Map<String, Object> output,
        Usage usage,
        @Nullable BigDecimal cost,
        long latencyMs,
        Finish finishReason,
        boolean replayed) {

    /** Without what was said, as in {@link InferRequest}. */
    @Override
    public String toString() {
        return "InferResponse[id=" + id + ", provider=" + provider + ", model=" + model + "]";
    }

    InferResponse asReplay() {
        return new InferResponse(id, provider, model, content, output, usage, cost, latencyMs, finishReason, true);
    }

    /** @param estimated the provider reported no counts, so they were reckoned from the text */
    public record Usage(int inputTokens, int outputTokens, boolean estimated) {}

    /** Why the model stopped; "length" means the answer is cut off at {@code max_tokens}. */
    public enum Finish {
        @JsonProperty("stop")
        STOP,
        @JsonProperty("length")
        LENGTH,
        @JsonProperty("refused")
        REFUSED,
        @JsonProperty("other")
        OTHER;

        static Finish of(FinishReason reason) {
            return switch (reason) {
                case STOP -> STOP;
                case LENGTH -> LENGTH;
                case REFUSED -> REFUSED;
                case OTHER -> OTHER;
            };
        }
    }
}
