package io.storyportal.apigateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Buckets of this process alone: a principal gets its tier once per gateway. Bounded; the idlest are forgotten. */
final class LocalBuckets implements Buckets {

    private static final int MOST = 10_000;

    private final Cache<Quota, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    @Override
    public Mono<Take> take(Quota quota) {
        return Mono.fromSupplier(() -> {
            ConsumptionProbe probe = buckets.get(
                            quota, missing -> full(missing.tier().perSecond()))
                    .tryConsumeAndReturnRemaining(1);
            return new Take(
                    probe.isConsumed(), probe.getRemainingTokens(), Duration.ofNanos(probe.getNanosToWaitForRefill()));
        });
    }

    private static Bucket full(int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
