package io.storyportal.data.cache;

import java.time.Instant;

/** A kept value; from {@code expiresAt} on it is not answered any more. */
public record CacheEntry(String namespace, String key, Object value, Instant createdAt, Instant expiresAt) {}
