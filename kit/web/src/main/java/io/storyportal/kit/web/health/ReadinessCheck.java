package io.storyportal.kit.web.health;

import reactor.core.publisher.Mono;

/** One thing a layer needs before it can serve. An error or no answer within a second counts as not ready. */
public interface ReadinessCheck {

    /** Short name in the answer of {@code /health/ready}, e.g. "database". */
    String name();

    Mono<Boolean> ready();
}
