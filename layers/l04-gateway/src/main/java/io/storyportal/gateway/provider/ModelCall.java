package io.storyportal.gateway.provider;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call in the gateway's own terms, which each adapter translates.
 *
 * @param maxTokens upper bound of the answer, in tokens of the provider
 * @param responseSchema JSON Schema with an object at its root, or null for free text
 */
public record ModelCall(
        String model,
        @Nullable String system,
        List<ModelMessage> messages,
        int maxTokens,
        @Nullable Double temperature,
        @Nullable JsonNode responseSchema,
        boolean streamed) {

    public ModelCall {
        messages = List.copyOf(messages);
    }

    /** The same call continued by two more turns: what the model said, and what is wrong with it. */
    public ModelCall correctedBy(ModelMessage answer, ModelMessage complaint) {
        var longer = new ArrayList<>(messages);
        longer.add(answer);
        longer.add(complaint);
        return new ModelCall(model, system, longer, maxTokens, temperature, responseSchema, streamed);
    }
}
