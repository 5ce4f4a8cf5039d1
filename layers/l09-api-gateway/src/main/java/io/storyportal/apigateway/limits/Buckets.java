package io.storyportal.apigateway.limits;

import reactor.core.publisher.Mono;

/** Token buckets, one per holder: full at one second's worth, refilled evenly. */
interface Buckets {

    Mono<Take> take(Quota quota);
}
