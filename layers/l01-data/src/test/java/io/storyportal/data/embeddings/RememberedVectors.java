package io.storyportal.data.embeddings;

import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/** Memories with vectors, put into the tables past the service, and what comparing all of them finds. */
final class RememberedVectors {

    static final int DIMENSION = 384;

    /** That of the played L04: of another, the running worker would make them anew. */
    static final String MODEL = "played-1";

    private static final int AT_ONCE = 1000;

    private static final String MEMORY =
            "insert into memories (tenant_id, id, version, created_at, updated_at, kind, content, importance, tags, metadata)"
                    + " values (?, ?, 1, ?, now(), ?, 'c', ?, '{}', '{}')";
    private static final String EMBEDDING =
            "insert into embeddings (tenant_id, resource, id, model, dimension, pieces, arrived_at, codes)"
                    + " values (?, 'memories', ?, '" + MODEL + "', " + DIMENSION + ", ?, now(), ?)";
    private static final String VECTORS =
            "insert into embedding_vectors (tenant_id, resource, id, vectors) values (?, 'memories', ?, ?)";

    private final Random random;
    private final List<float[]> subjects = new ArrayList<>();
    private final List<One> all = new ArrayList<>();

    RememberedVectors(long seed, int subjects) {
        this.random = new Random(seed);
        float[] middle = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            middle[i] = (float) Math.sin(i);
        }
        for (int i = 0; i < subjects; i++) {
            this.subjects.add(near(middle, 0.6));
        }
    }

    record One(UUID id, List<float[]> vectors, Instant createdAt, String kind, double importance) {

        double likeness(float[] question) {
            return vectors.stream()
                    .mapToDouble(vector -> dot(vector, question))
                    .max()
                    .orElseThrow();
        }
    }

    /** About one of the subjects; unrelated ones have a cosine of 0.5 to 0.7 or so, as sentences have by the real model. */
    Embedded vector() {
        return Embedded.of(MODEL, List.of(near(subjects.get(random.nextInt(subjects.size())), 0.45)), 1);
    }

    private float[] near(float[] middle, double spread) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (middle[i] + random.nextGaussian() * spread);
        }
        return vector;
    }

    /** As many memories, made at some time of the last {@code days}. */
    void remember(int count, int days, String kind) {
        for (int i = 0; i < count; i++) {
            Instant createdAt = Instant.now().minusSeconds(random.nextInt(days * 86_400));
            all.add(new One(Ids.uuid7(), vector().vectors(), createdAt, kind, random.nextInt(101) / 100.0));
        }
    }

    void remember(One one) {
        all.add(one);
    }

    List<One> all() {
        return all;
    }

    int pieces() {
        return all.stream().mapToInt(one -> one.vectors().size()).sum();
    }

    /** By a connection within the tenant. */
    void store(Connection connection, TenantId tenant, List<One> memories) throws SQLException {
        try (PreparedStatement memory = connection.prepareStatement(MEMORY);
                PreparedStatement embedding = connection.prepareStatement(EMBEDDING);
                PreparedStatement vectors = connection.prepareStatement(VECTORS)) {
            connection.setAutoCommit(false);
            int count = 0;
            for (One one : memories) {
                PackedVectors packed = PackedVectors.of(one.vectors());
                add(
                        memory,
                        tenant.value(),
                        one.id(),
                        Timestamp.from(one.createdAt()),
                        one.kind(),
                        BigDecimal.valueOf(one.importance()));
                add(embedding, tenant.value(), one.id(), packed.pieces(), packed.codes());
                add(vectors, tenant.value(), one.id(), packed.exact());
                if (++count % AT_ONCE == 0 || count == memories.size()) {
                    memory.executeBatch();
                    embedding.executeBatch();
                    vectors.executeBatch();
                }
            }
            connection.createStatement().execute("delete from embedding_outbox");
            connection.commit();
        }
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    /** The best of all by some score. */
    List<UUID> best(int wanted, ToDoubleFunction<One> score) {
        record Scored(UUID id, double score) {}
        return all.stream()
                .map(one -> new Scored(one.id(), score.applyAsDouble(one)))
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .limit(wanted)
                .map(Scored::id)
                .toList();
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
