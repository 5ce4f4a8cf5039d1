package io.storyportal.tools.catalogue;

import java.util.List;
import reactor.core.publisher.Mono;

/** Meaning as vectors; L04's. */
public interface Embeddings {
    /** One vector per text, in order; an error when L04 cannot be asked. */
    Mono<List<float[]>> embed(List<String> texts);
}
