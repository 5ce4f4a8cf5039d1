package io.storyportal.data.plans;

import java.time.Instant;

/** What a plan was after one of its changes; {@code eventType} says which kind of change. */
public record PlanVersion(
        long version,
        String eventType,
        PlanStatus status,
        int currentStep,
        Object steps,
        String actor,
        Instant createdAt) {}
