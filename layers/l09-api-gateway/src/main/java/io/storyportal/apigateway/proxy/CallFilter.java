package io.storyportal.apigateway.proxy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.storyportal.apigateway.ApiGatewayProblem;
import io.storyportal.apigateway.routing.RouteRule;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Around the call inside: the route's circuit breaker, and the right name for what goes wrong. */
final class CallFilter implements GlobalFilter, Ordered {

    private final Breakers breakers;

    CallFilter(Breakers breakers) {
        this.breakers = breakers;
    }

    @Override
    public int getOrder() {
        return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 2;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        RouteRule rule = DoorHandlerMapping.destinationOf(exchange).rule();
        CircuitBreaker breaker = breakers.of(rule);
        return Mono.defer(() -> {
            if (!breaker.tryAcquirePermission()) {
                return Mono.error(ApiGatewayProblem.CIRCUIT_OPEN
                        .exception(rule.layer() + " has been failing on this route")
                        .retryAfter(Breakers.PAUSE));
            }
            long begin = System.nanoTime();
            return chain.filter(exchange)
                    .doOnSuccess(done ->
                            record(breaker, begin, exchange.getResponse().getStatusCode()))
                    .doOnCancel(breaker::releasePermission)
                    .onErrorMap(failure -> CallFailure.named(failure, rule))
                    .doOnError(failure -> {
                        if (CallFailure.isLayersFault(failure)) {
                            breaker.onError(System.nanoTime() - begin, TimeUnit.NANOSECONDS, failure);
                        } else {
                            breaker.releasePermission();
                        }
                    });
        });
    }

    /** A layer that answers 502, 503 or 504 is not up to the work; any other answer shows that it is there. */
    private static void record(CircuitBreaker breaker, long begin, @Nullable HttpStatusCode status) {
        long took = System.nanoTime() - begin;
        if (status != null && status.value() >= 502 && status.value() <= 504) {
            breaker.onError(took, TimeUnit.NANOSECONDS, new LayerFailing(status.value()));
        } else {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        }
    }

    private static final class LayerFailing extends RuntimeException {

        LayerFailing(int status) {
            super("HTTP " + status, null, false, false);
        }
    }
}
