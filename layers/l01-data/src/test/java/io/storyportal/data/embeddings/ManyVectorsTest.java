package io.storyportal.data.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.data.database.Database;
import io.storyportal.data.embeddings.VectorSearch.Near;
import io.storyportal.data.embeddings.VectorSearch.Question;
import io.storyportal.data.resources.Filters;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** That the search is exact: it finds what comparing all vectors finds. The long form says how long it takes. */
class ManyVectorsTest extends Scene {

    private static final Logger log = LoggerFactory.getLogger(ManyVectorsTest.class);
    private static final int WANTED = 10;
    private static final int ROUNDS = 7;

    @Autowired
    private Database database;

    @Autowired
    private VectorSearch vectors;

    @BeforeEach
    void awaitTheSchema() {
        database.migrated().block();
    }

    private void store(Api api, RememberedVectors remembered) throws SQLException {
        try (Connection connection = within(api.tenant())) {
            remembered.store(connection, api.tenant(), remembered.all());
        }
        // As the server does by itself a minute after so many rows have come.
        try (Connection connection = owner()) {
            connection.createStatement().execute("analyze memories, embeddings, embedding_vectors");
        }
    }

    private List<Near> search(Api api, Question question) {
        return vectors.reading(api.tenant(), connection -> vectors.best(connection, api.tenant(), question))
                .block();
    }

    private void remove(Api api) throws SQLException {
        try (Connection connection = within(api.tenant())) {
            connection.createStatement().execute("delete from memories");
        }
    }

    private void findsExactlyTheBestOf(int count) throws SQLException {
        Api api = newTenant();
        RememberedVectors remembered = new RememberedVectors(11, count);
        remembered.remember(count, 1, "k");
        store(api, remembered);
        List<String> columns = List.of("extract(epoch from t.created_at)", "t.importance");
        ToDoubleFunction<double[]> nothing = row -> 0;
        List<Long> alone = new ArrayList<>();
        List<Long> joined = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            Embedded text = remembered.vector();
            Question plain = Question.nearest("memories", text, new Filters(), WANTED);
            Question withRows =
                    new Question("memories", text, new Filters(), 1, columns, nothing, least -> new Filters(), WANTED);
            long start = System.nanoTime();
            List<Near> found = search(api, plain);
            long middle = System.nanoTime();
            List<Near> foundWithRows = search(api, withRows);
            alone.add((middle - start) / 1_000_000);
            joined.add((System.nanoTime() - middle) / 1_000_000);
            assertThat(found)
                    .extracting(Near::id)
                    .containsExactlyElementsOf(remembered.best(WANTED, one -> one.likeness(plain.vector())));
            assertThat(foundWithRows).isEqualTo(found);
        }
        remove(api);
        alone.sort(null);
        joined.sort(null);
        log.info(
                "{} vectors: median {} ms, with their rows {} ms",
                count,
                alone.get(ROUNDS / 2),
                joined.get(ROUNDS / 2));
    }

    @Test
    void findsExactlyTheBestOfSome() throws SQLException {
        findsExactlyTheBestOf(3000);
    }

    @Test
    @Tag("slow")
    void findsExactlyTheBestOfFiftyThousand() throws SQLException {
        findsExactlyTheBestOf(50_000);
    }
}
