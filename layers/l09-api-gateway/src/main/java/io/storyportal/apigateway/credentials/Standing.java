package io.storyportal.apigateway.credentials;

import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** How long the credential that opened a request counts: an answer without an end must not outlive it. */
public final class Standing {

    private static final String ATTRIBUTE = Standing.class.getName();

    private final Mono<Void> end;

    Standing(Mono<Void> end) {
        this.end = end;
    }

    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    /** Completes when the request's credential counts no more; never for a request without one. */
    public static Mono<Void> endOf(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE) instanceof Standing standing ? standing.end : Mono.never();
    }
}
