package io.storyportal.apigateway.proxy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.storyportal.apigateway.ApiGatewayProblem;
import io.storyportal.apigateway.routing.RouteRule;
import java.util.concurrent.TimeUnit;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
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
                    .doOnSuccess(done -> record(breaker, begin, exchange.getResponse()))
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

    /**
     * A layer that answers 503, or breaks without a problem document, is not up to the work. Any other answer shows that it is
     * there: also a problem of its own, which tells of one call and not of the next.
     */
    private static void record(CircuitBreaker breaker, long begin, ServerHttpResponse response) {
        long took = System.nanoTime() - begin;
        HttpStatusCode status = response.getStatusCode();
        if (status != null
                && status.is5xxServerError()
                && (status.value() == 503 || !isProblem(response.getHeaders()))) {
            breaker.onError(took, TimeUnit.NANOSECONDS, new LayerFailing(status.value()));
        } else {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        }
    }

    private static boolean isProblem(HttpHeaders headers) {
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    }

    private static final class LayerFailing extends RuntimeException {

        LayerFailing(int status) {
            super("HTTP " + status, null, false, false);
        }
    }
}
