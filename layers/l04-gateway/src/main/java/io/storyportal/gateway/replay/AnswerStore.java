package io.storyportal.gateway.replay;

import io.storyportal.kit.web.ids.TenantId;
import reactor.core.publisher.Mono;

/** Finished answers, kept for a while. An answer of one tenant is never found for another. */
public interface AnswerStore {

    /** The answer kept under the key; empty when there is none (any more). */
    Mono<String> find(TenantId tenant, String key);

    /** Keeps an answer, over any that is there. */
    Mono<Void> keep(TenantId tenant, String key, String answer);
}
