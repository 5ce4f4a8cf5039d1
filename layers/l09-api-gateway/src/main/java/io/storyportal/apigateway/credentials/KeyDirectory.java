package io.storyportal.apigateway.credentials;

import reactor.core.publisher.Mono;

/** Knows whose an API key is. */
interface KeyDirectory {

    /** The holder of the key, nothing for a key that is unknown, expired or revoked; a 503 problem when it cannot tell. */
    Mono<KeyHolder> holderOf(String key);
}
