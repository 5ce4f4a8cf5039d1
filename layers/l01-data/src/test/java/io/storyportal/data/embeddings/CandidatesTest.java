package io.storyportal.data.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.storyportal.kit.web.ids.Ids;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That scanning codes finds what comparing all vectors would. */
@Tag("l01")
class CandidatesTest {

    private static float[] unit(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return Embedded.of("m", List.of(vector), 1).vectors().getFirst();
    }

    private static PackedVectors.Estimate estimate(PackedVectors packed, float[] question) {
        return PackedVectors.estimate(packed.codes(), 0, packed.codes().length, question);
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (double) a[i] * b[i])
                .sum();
    }

    @Test
    void knowsHowFarACodeMayBeFromItsVector() {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            float[] question = unit(random, 384);
            List<float[]> pieces = List.of(unit(random, 384), unit(random, 384), unit(random, 384));
            double best = pieces.stream()
                    .mapToDouble(piece -> dot(piece, question))
                    .max()
                    .orElseThrow();
            PackedVectors packed = PackedVectors.of(pieces);
            PackedVectors.Estimate estimate = estimate(packed, question);
            assertThat(Math.abs(estimate.likeness() - best)).isLessThanOrEqualTo(estimate.error());
            assertThat(estimate.error()).isLessThan(0.03);
            PackedVectors.Best exact = PackedVectors.best(packed.exact(), question);
            assertThat(exact.likeness()).isEqualTo(best, offset(1e-12));
            assertThat(dot(pieces.get(exact.piece()), question)).isEqualTo(best, offset(1e-12));
        }
    }

    /** Crowded vectors, among which codes alone would mistake the order. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.7, 0.1, 0})
    void keepsAllThatMayBeAmongTheBest(double weight) {
        Random random = new Random(5);
        float[] centre = unit(random, 64);
        Map<UUID, Double> exact = new HashMap<>();
        Candidates candidates = new Candidates(20, weight);
        for (int i = 0; i < 20_000; i++) {
            float[] vector = centre.clone();
            for (int j = 0; j < vector.length; j++) {
                vector[j] += (float) (random.nextGaussian() * 0.02);
            }
            float[] unit = Embedded.of("m", List.of(vector), 1).vectors().getFirst();
            UUID id = Ids.uuid7();
            double bonus = random.nextDouble() * 0.05;
            exact.put(id, weight * dot(unit, centre) + bonus);
            candidates.take(id, estimate(PackedVectors.of(List.of(unit)), centre), bonus);
        }
        List<UUID> best = exact.entrySet().stream()
                .sorted(Map.Entry.<UUID, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(20)
                .map(Map.Entry::getKey)
                .toList();
        assertThat(candidates.all()).extracting(Candidates.Candidate::id).containsAll(best);
    }

    @Test
    void staysBoundedWhereAllAreAlike() {
        Candidates candidates = new Candidates(10, 1);
        for (int i = 0; i < 50_000; i++) {
            candidates.take(Ids.uuid7(), new PackedVectors.Estimate(0.5, 0.01), 0);
        }
        assertThat(candidates.all()).hasSizeBetween(10, Candidates.MOST + 10);
    }

    @Test
    void refusesAnswersThatCannotBeCompared() {
        List<float[]> odd = new ArrayList<>();
        odd.add(new float[] {1, Float.NaN});
        odd.add(new float[] {0, 0});
        odd.add(new float[] {});
        odd.add(new float[] {Float.POSITIVE_INFINITY, 1});
        odd.add(new float[Embedded.WIDEST + 1]);
        odd.forEach(vector ->
                assertThatThrownBy(() -> Embedded.of("m", List.of(vector), 1)).isInstanceOf(EmbeddingFailure.class));
        List<float[]> two = List.of(new float[] {1, 0}, new float[] {1});
        assertThatThrownBy(() -> Embedded.of("m", two, 2)).isInstanceOf(EmbeddingFailure.class);
        assertThatThrownBy(() -> Embedded.of("m", two, 3))
                .hasMessageContaining("2 vectors")
                .hasMessageContaining("3");
        assertThatThrownBy(() -> Embedded.of("", List.of(new float[] {1}), 1)).isInstanceOf(EmbeddingFailure.class);
        assertThat(Embedded.of("m", List.of(new float[] {3, 4}), 1).vectors().getFirst())
                .containsExactly(0.6f, 0.8f);
    }
}
