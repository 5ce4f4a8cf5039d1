package io.storyportal.ui.dashboard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Shares one answer among all who ask within a moment: many open dashboards cost the layers below as much as one.
 * Failures are shared with those who wait already and with nobody after.
 */
final class Fresh<K, V> {

    private static final int KEPT = 1_000;

    private final Cache<K, Mono<V>> answers;

    Fresh(Duration freshness) {
        this.answers = Caffeine.newBuilder()
                .maximumSize(KEPT)
                .expireAfterWrite(freshness)
                .build();
    }

    Mono<V> get(K key, Supplier<Mono<V>> source) {
        return Mono.defer(() -> answers.get(key, asked -> source.get()
                .doOnError(failure -> answers.invalidate(key))
                .cache()));
    }
}
