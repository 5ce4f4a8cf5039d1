package io.storyportal.data.embeddings;

import java.util.List;
import reactor.core.publisher.Mono;

/** Makes vectors of texts; what fails is an {@link EmbeddingFailure}. */
public interface Embedder {

    /** For work in the background, which has time. */
    Mono<Embedded> embed(List<String> texts);

    /** For a search that somebody waits for. */
    Mono<Embedded> embedNow(String text);
}
