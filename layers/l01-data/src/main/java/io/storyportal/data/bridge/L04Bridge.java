package io.storyportal.data.bridge;

import io.storyportal.client.l04.api.EmbedControllerApi;
import io.storyportal.client.l04.model.EmbedRequest;
import io.storyportal.client.l04.model.EmbedResponse;
import io.storyportal.data.embeddings.Embedded;
import io.storyportal.data.embeddings.Embedder;
import io.storyportal.data.embeddings.EmbeddingFailure;
import io.storyportal.data.embeddings.EmbeddingFailure.Kind;
import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.kit.web.bridge.RemoteProblemException;
import io.storyportal.kit.web.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** Embeddings of L04. */
final class L04Bridge implements Embedder {

    private static final Duration WITH_TIME = Duration.ofSeconds(30);
    private static final Duration IN_A_HURRY = Duration.ofSeconds(2);

    /** What L04 says of a text itself; any other 4xx is of us, of the moment, or of the address. */
    private static final Set<Integer> OF_THE_TEXT = Set.of(400, 413, 415, 422);

    private static final Set<Integer> OF_THE_MOMENT = Set.of(401, 403, 404, 408, 429, 502, 503, 504);

    private final EmbedControllerApi patient;
    private final EmbedControllerApi hurried;

    L04Bridge(Bridges bridges) {
        this.patient = bridges.client("l04", EmbedControllerApi.class, WITH_TIME);
        this.hurried = bridges.client("l04", EmbedControllerApi.class, IN_A_HURRY);
    }

    @Override
    public Mono<Embedded> embed(List<String> texts) {
        return ask(patient, texts);
    }

    @Override
    public Mono<Embedded> embedNow(String text) {
        return ask(hurried, List.of(text));
    }

    private static Mono<Embedded> ask(EmbedControllerApi api, List<String> texts) {
        return api.embed(Mono.just(new EmbedRequest(texts)))
                .mapNotNull(ResponseEntity::getBody)
                .map(answer -> embedded(answer, texts.size()))
                .switchIfEmpty(Mono.error(() -> new EmbeddingFailure(Kind.BROKEN, "L04 answered with nothing", null)))
                .onErrorMap(failure -> !(failure instanceof EmbeddingFailure), L04Bridge::told);
    }

    private static Embedded embedded(EmbedResponse answer, int texts) {
        List<List<Float>> embeddings = Objects.requireNonNullElse(answer.getEmbeddings(), List.of());
        return Embedded.of(
                Objects.requireNonNullElse(answer.getModel(), ""),
                embeddings.stream().map(L04Bridge::vector).toList(),
                texts);
    }

    private static float[] vector(List<Float> values) {
        float[] vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Objects.requireNonNullElse(values.get(i), Float.NaN);
        }
        return vector;
    }

    private static EmbeddingFailure told(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof RemoteProblemException remote) {
            Kind kind = OF_THE_TEXT.contains(remote.status())
                    ? Kind.REFUSED
                    : OF_THE_MOMENT.contains(remote.status()) ? Kind.AWAY : Kind.BROKEN;
            String code = remote.code().isEmpty() ? "HTTP " + remote.status() : remote.code();
            return new EmbeddingFailure(kind, code + ": " + message, failure);
        }
        // The kit's own: not to be reached, too slow, left alone for a moment.
        return failure instanceof ProblemException problem
                ? new EmbeddingFailure(Kind.AWAY, problem.detail(), failure)
                : new EmbeddingFailure(Kind.BROKEN, message, failure);
    }
}
