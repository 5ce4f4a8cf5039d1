package io.storyportal.apigateway.proxy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.storyportal.apigateway.routing.RouteRule;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A circuit breaker per route: opens when half of the last twenty calls failed, tries again after two seconds. */
final class Breakers {

    static final Duration PAUSE = Duration.ofSeconds(2);

    private static final CircuitBreakerConfig CONFIG = CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(50)
            .waitDurationInOpenState(PAUSE)
            .permittedNumberOfCallsInHalfOpenState(3)
            .build();

    private final Map<String, CircuitBreaker> byRoute = new ConcurrentHashMap<>();

    CircuitBreaker of(RouteRule rule) {
        return byRoute.computeIfAbsent(rule.id(), id -> CircuitBreaker.of(id, CONFIG));
    }
}
