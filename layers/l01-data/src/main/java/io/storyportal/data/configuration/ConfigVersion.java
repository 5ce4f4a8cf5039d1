package io.storyportal.data.configuration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a setting was from one change until the next; one that deleted it has no value. */
public record ConfigVersion(
        long version, boolean deleted, @Nullable Object value, String actor, Instant createdAt) {}
