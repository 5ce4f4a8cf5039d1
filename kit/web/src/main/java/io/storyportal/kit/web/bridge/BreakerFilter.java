package io.storyportal.kit.web.bridge;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;

/** Bounds one attempt, turns its failure into a problem, and stops calling a layer that keeps failing. */
record BreakerFilter(CircuitBreaker breaker, String layer, Duration timeout) implements ExchangeFilterFunction {

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        return next.exchange(request)
                .timeout(timeout)
                .flatMap(this::refuseErrors)
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .onErrorMap(this::asProblem);
    }

    private Mono<ClientResponse> refuseErrors(ClientResponse response) {
        if (!response.statusCode().isError()) {
            return Mono.just(response);
        }
        return response.bodyToMono(RemoteProblem.class)
                .onErrorReturn(RemoteProblem.EMPTY)
                .defaultIfEmpty(RemoteProblem.EMPTY)
                .map(body -> new RemoteProblemException(
                        layer,
                        response.statusCode().value(),
                        body,
                        retryAfter(response.headers().asHttpHeaders())))
                .flatMap(Mono::error);
    }

    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        String seconds = headers.getFirst(HttpHeaders.RETRY_AFTER);
        return seconds != null && seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    /** A layer that tells in a problem document what went wrong with one call is up to the others, unless it says 503. */
    static boolean isLayersFault(Throwable failure) {
        return failure instanceof RemoteProblemException remote
                ? remote.status() == 503
                        || remote.status() >= 500 && remote.code().isEmpty()
                : !(failure instanceof ProblemException);
    }

    private Throwable asProblem(Throwable failure) {
        return switch (failure) {
            case WebClientRequestException unreachable ->
                new ProblemException(CommonProblem.UNAVAILABLE, layer + " cannot be reached", unreachable);
            case CallNotPermittedException open ->
                new ProblemException(
                                CommonProblem.UNAVAILABLE,
                                layer + " keeps failing and is left alone for a moment",
                                open)
                        .retryAfter(Duration.ofSeconds(1));
            case TimeoutException slow ->
                new ProblemException(
                        CommonProblem.TIMED_OUT, layer + " did not answer within " + timeout.toMillis() + " ms", slow);
            default -> failure;
        };
    }
}
