package io.storyportal.kit.web.bridge;

import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import java.time.Duration;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Repeats a call at most twice, with jitter, when it cannot do harm: idempotent, and the failure may pass. */
final class RetryFilter implements ExchangeFilterFunction {

    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE);

    private static final Retry POLICY = Retry.backoff(2, Duration.ofMillis(50))
            .maxBackoff(Duration.ofSeconds(1))
            .jitter(0.5)
            .filter(RetryFilter::mayPass)
            .onRetryExhaustedThrow((policy, signal) -> signal.failure());

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        Mono<ClientResponse> call = next.exchange(request);
        return isRepeatable(request) ? call.retryWhen(POLICY) : call;
    }

    private static boolean isRepeatable(ClientRequest request) {
        return IDEMPOTENT.contains(request.method()) || request.headers().containsHeader("Idempotency-Key");
    }

    /** A timeout is not repeated: the caller has waited long enough, and a slow layer needs no second load. */
    private static boolean mayPass(Throwable failure) {
        return failure instanceof RemoteProblemException remote && remote.isTransient()
                || failure instanceof ProblemException problem && problem.problem() == CommonProblem.UNAVAILABLE;
    }
}
