package io.storyportal.gateway.provider;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.storyportal.gateway.provider.ProviderFailure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * A provider behind a breaker, with a few retries. A call is retried only until its first text has arrived: after that
 * the caller has part of the answer and a second one would contradict it.
 */
public final class GuardedProvider implements ModelProvider {

    private static final int RETRIES = 2;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(400);
    /** A provider that wants us to wait longer than this is reported to the caller instead. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Duration OPEN_FOR = Duration.ofSeconds(20);

    private final ModelProvider provider;
    private final CircuitBreaker breaker;

    public GuardedProvider(ModelProvider provider) {
        this.provider = provider;
        this.breaker = CircuitBreaker.of(
                provider.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(6)
                        .failureRateThreshold(60)
                        .waitDurationInOpenState(OPEN_FOR)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .recordException(thrown -> thrown instanceof ProviderFailure failure
                                && failure.kind().countsAgainstHealth())
                        .build());
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public String defaultModel() {
        return provider.defaultModel();
    }

    @Override
    public boolean accepts(String model) {
        return provider.accepts(model);
    }

    /** Closed, open or half-open, for explanations. */
    public String breakerState() {
        return breaker.getState().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Flux<ModelDelta> call(ModelCall call) {
        return Flux.defer(() -> {
            var spoken = new AtomicBoolean();
            return provider.call(call)
                    .transformDeferred(CircuitBreakerOperator.of(breaker))
                    .onErrorMap(CallNotPermittedException.class, this::breakerIsOpen)
                    .doOnNext(delta -> spoken.compareAndSet(false, delta instanceof ModelDelta.Text))
                    .retryWhen(Retry.from(signals -> signals.flatMap(
                            signal -> waitOrGiveUp(signal.failure(), signal.totalRetries(), spoken.get()))));
        });
    }

    @Override
    public Mono<List<String>> listModels() {
        return provider.listModels();
    }

    private ProviderFailure breakerIsOpen(CallNotPermittedException open) {
        return new ProviderFailure(
                name(),
                Kind.BREAKER_OPEN,
                name() + " failed too often in the last calls; it is left alone for " + OPEN_FOR.toSeconds() + " s.",
                OPEN_FOR,
                null);
    }

    private static Mono<Long> waitOrGiveUp(Throwable thrown, long retries, boolean spoken) {
        if (!(thrown instanceof ProviderFailure failure) || spoken || retries >= RETRIES) {
            return Mono.error(thrown);
        }
        Duration asked = failure.retryAfter();
        boolean mayRetry = failure.kind() == Kind.RATE_LIMITED
                ? asked != null
                : failure.kind().retryable();
        Duration wait = asked == null ? jittered(FIRST_BACKOFF.multipliedBy(1L << retries)) : asked;
        return mayRetry && wait.compareTo(LONGEST_WAIT) <= 0 ? Mono.delay(wait) : Mono.error(thrown);
    }

    private static Duration jittered(Duration backoff) {
        return Duration.ofMillis(
                (long) (backoff.toMillis() * ThreadLocalRandom.current().nextDouble(0.5, 1.5)));
    }
}
