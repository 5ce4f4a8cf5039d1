package io.storyportal.gateway.provider;

import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One configured source of model answers. Every failure is a {@link ProviderFailure}. */
public interface ModelProvider {

    /** Stable lower-case name, as it stands in requests, usage and prices. */
    String name();

    /** The model that answers when the request names none. */
    String defaultModel();

    /** Whether a model of that name may be served here; judged by the name alone, without asking the provider. */
    boolean accepts(String model);

    /**
     * Asks the model. {@link ModelCall#streamed()} decides whether text arrives in pieces or as one; both end with
     * exactly one {@link ModelDelta.Finished}. Cancelling ends the call upstream.
     */
    Flux<ModelDelta> call(ModelCall call);

    /** Models the provider says it serves; asks it each time. */
    Mono<List<String>> listModels();
}
