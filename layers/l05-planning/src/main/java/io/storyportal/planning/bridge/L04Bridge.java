package io.storyportal.planning.bridge;

import io.storyportal.client.l04.api.EmbedControllerApi;
import io.storyportal.client.l04.api.InferenceControllerApi;
import io.storyportal.client.l04.api.ModelsControllerApi;
import io.storyportal.client.l04.model.EmbedRequest;
import io.storyportal.client.l04.model.EmbedResponse;
import io.storyportal.client.l04.model.InferRequest;
import io.storyportal.client.l04.model.InferResponse;
import io.storyportal.client.l04.model.Message;
import io.storyportal.client.l04.model.ProviderStatus;
import io.storyportal.client.l04.model.Role;
import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.planning.work.ModelService;
import io.storyportal.planning.work.WorkFailure;
import io.storyportal.planning.work.WorkFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** L04 as this layer needs it. */
public final class L04Bridge implements ModelService {
    private static final Duration THINKING = Duration.ofMinutes(5);
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    /**
     * What another try does not mend, whatever their status: no provider, a key that is refused, and an answer that had
     * another form than it should even after L04 sent it back once.
     */
    private static final Set<String> FINAL = Set.of("E4100", "E4110", "E4120");

    /** Sentences per request: L04 refuses longer lists. */
    private static final int BATCH = 64;

    private final InferenceControllerApi inference;
    private final EmbedControllerApi embedding;
    private final ModelsControllerApi models;
    private final JsonMapper json;

    public L04Bridge(Bridges bridges, JsonMapper json) {
        this.inference = bridges.client("l04", InferenceControllerApi.class, THINKING);
        this.embedding = bridges.client("l04", EmbedControllerApi.class);
        this.models = bridges.client("l04", ModelsControllerApi.class);
        this.json = json;
    }

    @Override
    public Mono<Boolean> available() {
        return models.models()
                .mapNotNull(ResponseEntity::getBody)
                .map(answer -> L01Records.list(answer.getProviders()).stream()
                        .map(ProviderStatus::getConfigured)
                        .anyMatch(Boolean.TRUE::equals));
    }

    @Override
    public Mono<Answer> infer(Question question) {
        InferRequest request = new InferRequest(List.of(new Message(question.user(), Role.USER)))
                .system(question.system())
                .callKey(question.key());
        if (question.schema() != null) {
            request.responseSchema(json.convertValue(question.schema(), OBJECT));
        }
        if (question.agent() != null) {
            request.agentId(question.agent());
        }
        return inference
                .infer(Mono.just(request), null)
                .mapNotNull(ResponseEntity::getBody)
                .map(this::answer)
                .onErrorMap(RemoteFailures::ofWork)
                .onErrorMap(
                        WorkFailure.class,
                        failure -> FINAL.contains(failure.code())
                                ? new WorkFailure(Kind.PERMANENT, failure.code(), failure.detail())
                                : failure);
    }

    private Answer answer(InferResponse response) {
        return new Answer(
                Objects.requireNonNullElse(response.getModel(), "unknown"),
                Objects.requireNonNullElse(response.getContent(), ""),
                response.getOutput() == null ? null : json.valueToTree(response.getOutput()),
                response.getCost());
    }

    @Override
    public Mono<Vectors> embed(List<String> sentences) {
        return Flux.range(0, (sentences.size() + BATCH - 1) / BATCH)
                .map(batch -> sentences.subList(batch * BATCH, Math.min(sentences.size(), (batch + 1) * BATCH)))
                .concatMap(texts -> embedding.embed(Mono.just(new EmbedRequest(texts))))
                .mapNotNull(ResponseEntity::getBody)
                .collectList()
                .map(L04Bridge::vectors)
                .onErrorMap(RemoteFailures::ofWork);
    }

    private static Vectors vectors(List<EmbedResponse> answers) {
        List<float[]> vectors = new ArrayList<>();
        String model = "";
        for (EmbedResponse answer : answers) {
            model = Objects.requireNonNullElse(answer.getModel(), "");
            L01Records.list(answer.getEmbeddings()).forEach(vector -> vectors.add(floats(vector)));
        }
        return new Vectors(model, vectors);
    }

    private static float[] floats(List<Float> vector) {
        float[] floats = new float[vector.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = vector.get(i);
        }
        return floats;
    }
}
