package io.storyportal.gateway.replay;

import io.storyportal.kit.web.ids.TenantId;
import reactor.core.publisher.Mono;

/** Finished answers, kept for a while. An answer of one tenant is never found for another. */
public interface AnswerStore {

    /** The answer kept under the key; empty when there is none (any more). */
    Mono<String> find(TenantId tenant, String key);

    /** Keeps an answer, over any that is there. */
    Mono<Void> keep(TenantId tenant, String key, String answer);

    /** Keeps the text unless one is kept there already; what is kept then. */
    Mono<String> keepFirst(TenantId tenant, String key, String text);

    /** Lets go what is kept under the key, if anything. */
    Mono<Void> forget(TenantId tenant, String key);
}
