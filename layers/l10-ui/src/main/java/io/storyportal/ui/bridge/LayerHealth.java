package io.storyportal.ui.bridge;

import org.jspecify.annotations.Nullable;

/**
 * One layer on the health map.
 *
 * @param status up, degraded (it answers, and says it is not ready) or down
 * @param latencyMs time its answer took; null without one, and for this layer itself
 * @param detail what is wrong, in words; null when nothing is
 */
public record LayerHealth(
        String id,
        String name,
        String status,
        @Nullable Long latencyMs,
        @Nullable String detail) {}
