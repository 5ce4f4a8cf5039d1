package io.storyportal.gateway.models;

import org.jspecify.annotations.Nullable;

/**
 * One provider.
 *
 * @param reachable whether it listed its models when last asked; absent when it is not configured
 * @param breaker closed, open, half_open; absent when it is not configured
 * @param hint how to configure it, or what it answered when it was last asked
 */
record ProviderStatus(
        String name,
        boolean configured,
        @Nullable Boolean reachable,
        @Nullable String defaultModel,
        @Nullable String breaker,
        @Nullable String hint) {}
