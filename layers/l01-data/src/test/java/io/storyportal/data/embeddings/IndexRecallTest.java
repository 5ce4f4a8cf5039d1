package io.storyportal.data.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storyportal.data.Api;
import io.storyportal.data.DataProperties.Meaning;
import io.storyportal.data.embeddings.VectorSearch.Question;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** That an index overlooks little. The long form says how long searches take with it and without. */
class IndexRecallTest extends IndexedScene {

    private static final Logger log = LoggerFactory.getLogger(IndexRecallTest.class);

    @Test
    void findsTheNearestByItsIndexAmongOtherTenants() throws SQLException {
        RememberedVectors remembered = some(4000);
        indexed(some(3000));
        Api api = indexed(remembered);
        indexed(some(2000));
        assertThat(recallByScore(api, remembered)).isGreaterThanOrEqualTo(0.95);
        spoilCodes(api);
        assertThat(recallByLikeness(api, remembered)).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    @Tag("slow")
    void findsTheNearestOfSixtyThousandAmongOtherTenants() throws SQLException {
        indexed(some(10_000));
        RememberedVectors remembered = some(60_000);
        remembered.remember(600, 365, "rare");
        Api api = indexed(remembered);
        vectors = withUsualLimits(indexes);
        for (int i = 0; i < 3; i++) {
            assertThat(recallByLikeness(api, remembered)).isGreaterThanOrEqualTo(0.95);
            assertThat(recallByScore(api, remembered)).isGreaterThanOrEqualTo(0.95);
            assertThat(recallByLikenessOf("usual", api, remembered)).isGreaterThanOrEqualTo(0.95);
            assertThat(recallByLikenessOf("rare", api, remembered)).isOne();
            tellHowLongItTakesExactly(api, remembered);
        }
    }

    /** As it is usually set. */
    private VectorSearch withUsualLimits(VectorIndexes known) {
        SearchSlots slots = new SearchSlots(new Meaning(50_000, 4, 2, PATIENCE), new SimpleMeterRegistry());
        return new VectorSearch(database, slots, known, 50_000);
    }

    private void tellHowLongItTakesExactly(Api api, RememberedVectors remembered) {
        VectorSearch exact = withUsualLimits(new VectorIndexes());
        List<Question> questions = List.of(
                nearest(remembered.vector()), new WeighedQuestion(remembered.vector(), Instant.now()).question(WANTED));
        for (Question question : questions) {
            long[] took = LongStream.range(0, 10)
                    .map(i -> {
                        long start = System.nanoTime();
                        exact.reading(api.tenant(), connection -> exact.best(connection, api.tenant(), question))
                                .block();
                        return System.nanoTime() - start;
                    })
                    .sorted()
                    .toArray();
            log.info(
                    "exactly, with {} columns: median {} ms", question.columns().size(), took[5] / 1_000_000);
        }
    }
}
