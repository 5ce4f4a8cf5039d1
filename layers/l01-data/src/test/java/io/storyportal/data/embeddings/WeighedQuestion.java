package io.storyportal.data.embeddings;

import io.storyportal.data.embeddings.RememberedVectors.One;
import io.storyportal.data.embeddings.VectorSearch.Question;
import io.storyportal.data.resources.Filters;
import java.time.Instant;
import java.util.List;

/** A question of which a fortnight's half-life counts for 0.3 of the score, and how the tests weigh it. */
record WeighedQuestion(Embedded text, Instant now) {

    private static final double DAY = 86_400;

    private double recency(double at) {
        return Math.pow(0.5, Math.max(0, now.toEpochMilli() / 1000.0 - at) / (14 * DAY));
    }

    double score(One one) {
        return 0.7 * one.likeness(text.vectors().getFirst())
                + 0.3 * recency(one.createdAt().toEpochMilli() / 1000.0);
    }

    Question question(int wanted) {
        return new Question(
                "memories",
                text,
                new Filters(),
                0.7,
                List.of("extract(epoch from t.created_at)"),
                columns -> 0.3 * recency(columns[0]),
                this::worth,
                wanted);
    }

    private Filters worth(double least) {
        double recency = (least - 1e-6) / 0.3;
        return recency <= 0
                ? new Filters()
                : new Filters()
                        .with(
                                "t.created_at >= ?",
                                now.minusSeconds((long) (-Math.log(recency) / Math.log(2) * 14 * DAY) + 1));
    }
}
