package io.storyportal.apigateway.limits;

import io.storyportal.kit.web.context.InContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The shared buckets while they answer, else this gateway's own: without Redis, n gateways allow a principal n times its
 * tier, never more. After a failure Redis is left alone for a moment, so that its absence costs one request its patience
 * and not each.
 */
final class DegradingBuckets implements Buckets {

    private static final Logger log = LoggerFactory.getLogger(DegradingBuckets.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofSeconds(1);

    private final Buckets shared;
    private final Buckets own;
    private final Clock clock;
    private volatile Instant restUntil = Instant.MIN;
    private volatile boolean degraded;

    DegradingBuckets(Buckets shared, Buckets own, Clock clock) {
        this.shared = shared;
        this.own = own;
        this.clock = clock;
    }

    @Override
    public Mono<Take> take(Quota quota) {
        return Mono.defer(() -> {
            if (clock.instant().isBefore(restUntil)) {
                return own.take(quota);
            }
            return shared.take(quota)
                    .timeout(PATIENCE)
                    .delayUntil(taken -> degraded ? recover() : Mono.empty())
                    .onErrorResume(failure -> degrade(failure).then(Mono.defer(() -> own.take(quota))));
        });
    }

    private Mono<Void> degrade(Throwable failure) {
        return InContext.fromRunnable(() -> {
            restUntil = clock.instant().plus(REST);
            if (!degraded) {
                degraded = true;
                log.warn("Rate limits are counted by this gateway alone until Redis answers: {}", failure.toString());
            }
        });
    }

    private Mono<Void> recover() {
        return InContext.fromRunnable(() -> {
            degraded = false;
            log.info("Rate limits are counted in Redis again");
        });
    }
}
