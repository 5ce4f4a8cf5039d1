package io.storyportal.apigateway.limits;

import io.storyportal.kit.web.problem.CommonProblem;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Takes a token for every request that has a quota, and says in the RateLimit headers what is left. */
final class RateLimitFilter implements WebFilter, Ordered {

    private static final int AFTER_AUTHENTICATION = Ordered.HIGHEST_PRECEDENCE + 200;

    private final Buckets buckets;

    RateLimitFilter(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public int getOrder() {
        return AFTER_AUTHENTICATION;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Quota quota = Quota.of(exchange);
        if (quota == null) {
            return chain.filter(exchange);
        }
        return buckets.take(quota).flatMap(taken -> {
            announce(exchange.getResponse().getHeaders(), quota.tier(), taken);
            return taken.allowed() ? chain.filter(exchange) : Mono.error(refusal(quota.tier(), taken));
        });
    }

    /** As draft-ietf-httpapi-ratelimit-headers has them: q requests in w seconds; r are left, more in t seconds. */
    private static void announce(HttpHeaders headers, Tier tier, Take taken) {
        String policy = '"' + tier.name().toLowerCase(Locale.ROOT) + '"';
        headers.set("RateLimit-Policy", policy + ";q=" + tier.perSecond() + ";w=1");
        headers.set("RateLimit", policy + ";r=" + taken.remaining() + ";t=1");
    }

    private static RuntimeException refusal(Tier tier, Take taken) {
        return CommonProblem.RATE_LIMITED
                .exception("More than " + tier.perSecond() + " requests in a second")
                .retryAfter(taken.pause());
    }
}
