package io.storyportal.tools.bridge;

import io.storyportal.client.l04.api.EmbedControllerApi;
import io.storyportal.client.l04.model.EmbedRequest;
import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.tools.catalogue.Embeddings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Embeddings of L04. */
final class L04Bridge implements Embeddings {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final EmbedControllerApi api;

    L04Bridge(Bridges bridges) {
        this.api = bridges.client("l04", EmbedControllerApi.class, TIMEOUT);
    }

    @Override
    public Mono<List<float[]>> embed(List<String> texts) {
        return api.embed(Mono.just(new EmbedRequest(texts)))
                .mapNotNull(response -> response.getBody())
                .map(body -> Objects.requireNonNull(body.getEmbeddings()).stream()
                        .map(L04Bridge::vector)
                        .toList());
    }

    private static float[] vector(List<Float> values) {
        float[] vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = values.get(i);
        }
        return vector;
    }
}
