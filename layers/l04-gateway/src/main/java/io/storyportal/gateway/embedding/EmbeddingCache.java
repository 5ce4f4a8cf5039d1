package io.storyportal.gateway.embedding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.storyportal.kit.web.ids.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return new Key(tenant, HexFormat.of().formatHex(hash));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("Every Java platform has SHA-256", impossible);
            }
        }
    }
}
