package io.storyportal.planning.work;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Asks models: L04. Failures are {@link WorkFailure}s. */
public interface ModelService {

    /** Whether a provider is configured. */
    Mono<Boolean> available();

    Mono<Answer> infer(Question question);

    Mono<Vectors> embed(List<String> sentences);

    /** @param schema JSON Schema of a structured answer; null for text */
    record Question(
            String system,
            String user,
            @Nullable JsonNode schema,
            @Nullable UUID agent,
            String key) {}

    /**
     * @param output the parsed answer when a schema was given
     * @param cost in US dollars; null when the price of the model is not known
     */
    record Answer(
            String model,
            String content,
            @Nullable JsonNode output,
            @Nullable BigDecimal cost) {}

    record Vectors(String model, List<float[]> vectors) {}
}
