package io.storyportal.data.memories;

import io.storyportal.data.memories.RecallWeights.Shares;
import io.storyportal.data.resources.Filters;
import java.time.Duration;
import java.time.Instant;

/** What makes one memory come before another. */
record RecallScore(Shares shares, double halfLifeHours, Instant now) {

    private static final double WEEK = 7 * 24;
    private static final double ROUNDING = 1e-6;

    /** As below, in SQL; beyond a thousand halves there is nothing, and PostgreSQL would fail. */
    private static final String WORTH = """
            %s * power(0.5, least(1000, greatest(0, %s - extract(epoch from t.created_at))::float8 / 3600 / %s)) + %s * t.importance::float8 >= ?""";

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

    /** All memories match that are worth so much or more whatever they say. The time stands for itself, since it has an index. */
    Filters worth(double least) {
        double wanted = least - ROUNDING;
        Filters worth = new Filters()
                .with(WORTH.formatted(shares.recency(), seconds(), halfLifeHours, shares.importance()), wanted);
        double recency = (wanted - shares.importance()) / shares.recency();
        return recency > 0 && recency < 1 ? worth.with("t.created_at >= ?", now.minusMillis(age(recency))) : worth;
    }

    private double seconds() {
        return now.toEpochMilli() / 1000.0;
    }

    /** In milliseconds, of what has a recency. */
    private long age(double recency) {
        return (long) (-Math.log(recency) / Math.log(2) * halfLifeHours * 3_600_000) + 1000;
    }
}
