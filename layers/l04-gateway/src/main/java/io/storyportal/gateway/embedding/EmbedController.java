package io.storyportal.gateway.embedding;

import io.storyportal.kit.web.caller.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sentence vectors for every layer: no other loads a model. */
@RestController
final class EmbedController {

    private final Embedder embedder;
    private final EmbeddingCache cache;

    EmbedController(Embedder embedder, EmbeddingCache cache) {
        this.embedder = embedder;
        this.cache = cache;
    }

    @PostMapping(path = "/embed", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<EmbedResponse> embed(@Valid @RequestBody EmbedRequest request, Caller caller) {
        Map<String, float[]> known = new ConcurrentHashMap<>();
        var unknown = new LinkedHashSet<String>();
        for (String text : request.texts()) {
            float[] vector = cache.get(caller.tenant(), text);
            if (vector == null) {
                unknown.add(text);
            } else {
                known.put(text, vector);
            }
        }
        return (unknown.isEmpty() ? Mono.just(List.<float[]>of()) : embedder.embed(List.copyOf(unknown)))
                .map(vectors -> {
                    int at = 0;
                    for (String text : unknown) {
                        float[] vector = vectors.get(at++);
                        cache.put(caller.tenant(), text, vector);
                        known.put(text, vector);
                    }
                    return response(request.texts(), known);
                });
    }

    private EmbedResponse response(List<String> texts, Map<String, float[]> vectors) {
        var embeddings = new ArrayList<float[]>(texts.size());
        texts.forEach(text -> embeddings.add(vectors.get(text)));
        return new EmbedResponse(embedder.modelName(), embedder.dimension(), embeddings);
    }

    record EmbedRequest(@NotEmpty @Size(min = 1, max = 128) List<@NotNull @Size(min = 1, max = 8192) String> texts) {

        /** Without the texts: frameworks print what they decode when debugging is on. */
        @Override
        public String toString() {
            return "EmbedRequest[" + texts.size() + " texts]";
        }
    }

    /** @param embeddings vectors of length 1, in the order of the texts; their dot product is the cosine */
    record EmbedResponse(String model, int dimension, List<float[]> embeddings) {}
}
