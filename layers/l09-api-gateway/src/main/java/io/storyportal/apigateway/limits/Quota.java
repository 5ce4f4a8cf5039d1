package io.storyportal.apigateway.limits;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** Whose bucket a request draws from, and its size. Put on the exchange by whoever found out who is calling. */
public record Quota(String holder, Tier tier) {

    private static final String ATTRIBUTE = Quota.class.getName();

    public void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    static @Nullable Quota of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }
}
