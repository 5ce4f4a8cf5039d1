package io.storyportal.data.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.data.database.Database;
import io.storyportal.data.embeddings.VectorSearch.Near;
import io.storyportal.data.embeddings.VectorSearch.Question;
import io.storyportal.data.resources.Filters;
import io.storyportal.kit.web.ids.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
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
    private static final int DIMENSION = 384;
    private static final int WANTED = 10;
    private static final int ROUNDS = 7;

    /** That of the played L04: of another, the running worker would make them anew. */
    private static final String MODEL = "played-1";

    @Autowired
    private Database database;

    @BeforeEach
    void awaitTheSchema() {
        database.migrated().block();
    }

    private final Random random = new Random(11);

    /** Crowded as sentences are: unrelated ones of the real model have a cosine of 0.5 to 0.7. */
    private Embedded vector() {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (Math.sin(i) + random.nextGaussian() * 0.6);
        }
        return Embedded.of(MODEL, List.of(vector), 1);
    }

    private Map<UUID, float[]> fill(Api api, int count) throws SQLException {
        Map<UUID, float[]> all = new HashMap<>();
        try (Connection connection = within(api.tenant());
                PreparedStatement memory = connection.prepareStatement(
                        "insert into memories (tenant_id, id, version, created_at, updated_at, kind, content, importance,"
                                + " tags, metadata) values (?, ?, 1, now(), now(), 'k', 'c', 0.5, '{}', '{}')");
                PreparedStatement embedding = connection.prepareStatement(
                        "insert into embeddings values (?, 'memories', ?, '" + MODEL + "', 384, 1, now(), ?)");
                PreparedStatement vectors =
                        connection.prepareStatement("insert into embedding_vectors values (?, 'memories', ?, ?)")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < count; i++) {
                UUID id = Ids.uuid7();
                float[] vector = vector().vectors().getFirst();
                PackedVectors packed = PackedVectors.of(List.of(vector));
                all.put(id, vector);
                add(memory, api.tenant().value(), id);
                add(embedding, api.tenant().value(), id, packed.codes());
                add(vectors, api.tenant().value(), id, packed.exact());
                if (i % 1000 == 999) {
                    memory.executeBatch();
                    embedding.executeBatch();
                    vectors.executeBatch();
                }
            }
            memory.executeBatch();
            embedding.executeBatch();
            vectors.executeBatch();
            connection.createStatement().execute("delete from embedding_outbox");
            connection.commit();
        }
        analyze();
        return all;
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    /** As the server does by itself a minute after so many rows have come. */
    private void analyze() throws SQLException {
        try (Connection connection = owner()) {
            connection.createStatement().execute("analyze memories, embeddings, embedding_vectors");
        }
    }

    private List<Near> search(Api api, Question question) {
        return database.reading(api.tenant(), connection -> VectorSearch.best(connection, api.tenant(), question))
                .block();
    }

    private static List<UUID> nearest(Map<UUID, float[]> all, float[] question) {
        Map<UUID, Double> likeness = new HashMap<>();
        all.forEach((id, vector) -> {
            double sum = 0;
            for (int i = 0; i < DIMENSION; i++) {
                sum += (double) vector[i] * question[i];
            }
            likeness.put(id, sum);
        });
        return likeness.entrySet().stream()
                .sorted(Map.Entry.<UUID, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(WANTED)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void remove(Api api) throws SQLException {
        try (Connection connection = within(api.tenant())) {
            connection.createStatement().execute("delete from memories");
        }
    }

    private void findsExactlyTheBestOf(int count) throws SQLException {
        Api api = newTenant();
        Map<UUID, float[]> all = fill(api, count);
        List<String> columns = List.of("extract(epoch from t.created_at)", "t.importance");
        ToDoubleFunction<double[]> nothing = row -> 0;
        List<Long> alone = new ArrayList<>();
        List<Long> joined = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            Embedded text = vector();
            Question plain = Question.nearest("memories", text, new Filters(), WANTED);
            Question withRows = new Question("memories", text, new Filters(), 1, columns, nothing, WANTED);
            long start = System.nanoTime();
            List<Near> found = search(api, plain);
            long middle = System.nanoTime();
            List<Near> foundWithRows = search(api, withRows);
            alone.add((middle - start) / 1_000_000);
            joined.add((System.nanoTime() - middle) / 1_000_000);
            assertThat(found)
                    .extracting(Near::id)
                    .containsExactlyElementsOf(nearest(all, text.vectors().getFirst()));
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
