package io.storyportal.data.embeddings;

import reactor.core.publisher.Mono;

/** Makes vectors of what people search for. */
public final class Questions {

    private final Embedder embedder;
    private final CurrentModel model;

    Questions(Embedder embedder, CurrentModel model) {
        this.embedder = embedder;
        this.model = model;
    }

    /** For the current caller; an {@link EmbeddingFailure} when there is no vector, for whatever reason. */
    public Mono<Embedded> embed(String text) {
        return embedder.embedNow(text).doOnNext(answer -> model.is(answer.model()));
    }
}
