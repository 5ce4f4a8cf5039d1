package io.storyportal.apigateway.credentials;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.storyportal.kit.web.problem.CommonProblem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the questions about wrong keys that one address can make L01 answer: a hundred at once, ten more each second.
 * Right keys cost nothing.
 */
final class WrongKeys {

    private static final int AT_ONCE = 100;
    private static final int PER_SECOND = 10;
    private static final int ADDRESSES = 10_000;

    private final Cache<String, Bucket> left = Caffeine.newBuilder()
            .maximumSize(ADDRESSES)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    void refuseWhenTooMany(@Nullable String address) {
        if (bucket(address).getAvailableTokens() == 0) {
            throw CommonProblem.RATE_LIMITED
                    .exception("Too many wrong keys from this address")
                    .retryAfter(Duration.ofSeconds(1));
        }
    }

    void count(@Nullable String address) {
        bucket(address).tryConsume(1);
    }

    private Bucket bucket(@Nullable String address) {
        return left.get(String.valueOf(address), missing -> Bucket.builder()
                .addLimit(limit -> limit.capacity(AT_ONCE).refillGreedy(PER_SECOND, Duration.ofSeconds(1)))
                .build());
    }
}
