package io.storyportal.data.memories;

import io.storyportal.data.memories.RecallWeights.Shares;
import java.time.Duration;
import java.time.Instant;

/** What makes one memory come before another. */
record RecallScore(Shares shares, double halfLifeHours, Instant now) {

    private static final double WEEK = 7 * 24;

    static RecallScore of(RecallMemories asked, Instant now) {
        RecallWeights weights = asked.weights() == null ? RecallWeights.USUAL : asked.weights();
        return new RecallScore(weights.shares(), asked.halfLifeHours() == null ? WEEK : asked.halfLifeHours(), now);
    }

    /** 1 for what is new, half as much after each half-life. */
    double recency(Instant createdAt) {
        double hours = Math.max(0, Duration.between(createdAt, now).toMillis() / 3_600_000.0);
        return Math.pow(0.5, hours / halfLifeHours);
    }

    /** What recency and importance are worth together. */
    double bonus(Instant createdAt, double importance) {
        return shares.recency() * recency(createdAt) + shares.importance() * importance;
    }
}
