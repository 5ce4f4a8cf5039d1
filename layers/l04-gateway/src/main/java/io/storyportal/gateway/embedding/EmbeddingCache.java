package io.storyportal.gateway.embedding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.storyportal.kit.web.digest.Sha256;
import io.storyportal.kit.web.ids.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of texts embedded lately. Texts are kept as hashes, and per tenant, so that the time an answer takes tells
 * nobody what another tenant has asked.
 */
final class EmbeddingCache {

    private final Cache<Key, float[]> vectors;

    EmbeddingCache(int size) {
        this.vectors = Caffeine.newBuilder().maximumSize(size).build();
    }

    float @Nullable [] get(TenantId tenant, String text) {
        return vectors.getIfPresent(Key.of(tenant, text));
    }

    void put(TenantId tenant, String text, float[] vector) {
        vectors.put(Key.of(tenant, text), vector);
    }

    private record Key(TenantId tenant, String hash) {

        static Key of(TenantId tenant, String text) {
            return new Key(tenant, Sha256.hex(text));
        }
    }
}
