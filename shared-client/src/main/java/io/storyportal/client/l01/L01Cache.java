package io.storyportal.client.l01;

import io.storyportal.client.l01.api.CacheControllerApi;
import io.storyportal.client.l01.model.CacheEntry;
import io.storyportal.client.l01.model.PutCacheEntry;
import io.storyportal.kit.web.bridge.Bridges;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Values of a tenant that all layers may lose at any time: JSON up to 256 KiB, kept for up to 30 days. */
public final class L01Cache {

    private final CacheControllerApi cache;

    public L01Cache(Bridges bridges) {
        this.cache = bridges.client("l01", CacheControllerApi.class);
    }

    /** Empty when nothing is kept, or not any more. */
    public Mono<CacheEntry> get(String namespace, String key) {
        return Answers.found(cache.getCacheEntry(namespace, key));
    }

    /** {@code ttl} counts in whole seconds. */
    public Mono<CacheEntry> put(String namespace, String key, Object value, Duration ttl) {
        return Mono.defer(() -> Answers.body(cache.putCacheEntry(
                namespace, key, Mono.just(new PutCacheEntry(Math.toIntExact(ttl.toSeconds()), value)))));
    }

    public Mono<Void> delete(String namespace, String key) {
        return cache.deleteCacheEntry(namespace, key).then();
    }
}
