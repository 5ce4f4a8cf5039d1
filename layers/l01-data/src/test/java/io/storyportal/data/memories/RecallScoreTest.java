package io.storyportal.data.memories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("l01")
class RecallScoreTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private static RecallScore score(RecallWeights weights, Double halfLifeHours) {
        return RecallScore.of(
                new RecallMemories("q", null, null, null, null, null, null, null, null, weights, halfLifeHours), NOW);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "168, 0.5", "336, 0.25", "504, 0.125", "84, 0.70710678"})
    void halvesRecencyEachWeek(long hours, double recency) {
        assertThat(score(null, null).recency(NOW.minus(Duration.ofHours(hours))))
                .isEqualTo(recency, within(1e-8));
    }

    @Test
    void takesAnotherHalfLifeAndWhatIsYetToComeForNew() {
        assertThat(score(null, 1.0).recency(NOW.minus(Duration.ofHours(3)))).isEqualTo(0.125, within(1e-9));
        assertThat(score(null, 0.5).recency(NOW.minus(Duration.ofMinutes(30)))).isEqualTo(0.5, within(1e-9));
        assertThat(score(null, null).recency(NOW.plusSeconds(60))).isEqualTo(1);
        assertThat(score(null, 0.01).recency(Instant.EPOCH)).isZero();
    }

    @Test
    void weighsAsUsualWhatIsNotSaid() {
        RecallScore usual = score(null, null);
        assertThat(usual.shares().similarity()).isEqualTo(0.7, within(1e-9));
        // 0.15 x 0.5 for a week + 0.15 x 0.4
        assertThat(usual.bonus(NOW.minus(Duration.ofDays(7)), 0.4)).isEqualTo(0.135, within(1e-9));
        // 0.15 left for importance, of a sum of 0.3
        RecallScore half = score(new RecallWeights(0.0, 0.15, null), null);
        assertThat(half.shares().importance()).isEqualTo(0.5, within(1e-9));
        assertThat(half.bonus(NOW, 0.2)).isEqualTo(0.6, within(1e-9));
    }
}
