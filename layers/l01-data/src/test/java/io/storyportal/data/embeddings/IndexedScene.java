package io.storyportal.data.embeddings;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.data.database.Database;
import io.storyportal.data.embeddings.RememberedVectors.One;
import io.storyportal.data.embeddings.VectorSearch.Near;
import io.storyportal.data.embeddings.VectorSearch.Question;
import io.storyportal.data.resources.Filters;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * Searches of sets that are too large to be compared each time, by pgvector's index. Needs a server whose template1 has pgvector,
 * as that of the Maven profile {@code containers}; elsewhere nothing of this is proved.
 */
@TestPropertySource(properties = "l01.meaning.exact-up-to=1000")
abstract class IndexedScene extends Scene {

    static final Duration PATIENCE = Duration.ofMinutes(5);
    static final int WANTED = 10;
    private static final Logger log = LoggerFactory.getLogger(IndexedScene.class);
    private static final int QUESTIONS = 40;

    @Autowired
    Database database;

    @Autowired
    VectorSearch vectors;

    @Autowired
    VectorIndexes indexes;

    @Autowired
    VectorIndexing indexing;

    @BeforeEach
    void needsPgvector() throws SQLException {
        database.migrated().block();
        if (number("select count(*) from pg_extension where extname = 'vector'") == 0) {
            log.warn("SKIPPED, so nothing is proved of pgvector: this PostgreSQL does not have it");
            abort("This PostgreSQL has no pgvector: ./mvnw test -Pcontainers runs these tests on one that has");
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    long number(Api api, String sql) throws SQLException {
        try (Connection connection = within(api.tenant());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    void change(Api api, String sql) throws SQLException {
        try (Connection connection = within(api.tenant());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void store(Api api, RememberedVectors remembered, List<One> memories) throws SQLException {
        try (Connection connection = within(api.tenant())) {
            remembered.store(connection, api.tenant(), memories);
        }
        try (Connection connection = owner()) {
            connection.createStatement().execute("analyze memories, embeddings, embedding_vectors");
        }
    }

    List<Near> search(Api api, Question question) {
        return vectors.reading(api.tenant(), connection -> vectors.best(connection, api.tenant(), question))
                .block();
    }

    static Question nearest(Embedded text) {
        return Question.nearest("memories", text, new Filters(), WANTED);
    }

    static List<UUID> ids(List<Near> found) {
        return found.stream().map(Near::id).toList();
    }

    void round() {
        indexing.round().block(PATIENCE);
    }

    /** By whoever has the turn: the running L01 goes its rounds too. */
    void awaitIndexed(Api api, int vectors) {
        await().atMost(PATIENCE).until(() -> number(api, "select count(*) from embedding_points") == vectors);
        await().atMost(PATIENCE).until(() -> notIndexed(api) == 0);
    }

    /** Memories of a new tenant, in an index by what happens when somebody searches them. */
    Api indexed(RememberedVectors remembered) throws SQLException {
        Api api = newTenant();
        store(api, remembered, remembered.all());
        round();
        search(api, nearest(remembered.vector()));
        long start = System.nanoTime();
        round();
        awaitIndexed(api, remembered.pieces());
        log.info(
                "{} vectors indexed in {} s",
                remembered.pieces(),
                Duration.ofNanos(System.nanoTime() - start).toSeconds());
        return api;
    }

    long notIndexed(Api api) throws SQLException {
        return number(api, "select count(*) from embeddings where indexed_at is distinct from arrived_at");
    }

    static RememberedVectors some(int count) {
        RememberedVectors remembered = new RememberedVectors(count, Math.max(1, count / 150));
        remembered.remember(count, 365, "usual");
        return remembered;
    }

    /** What was found of what is best. */
    private static double share(List<UUID> found, List<UUID> best) {
        Set<UUID> both = new HashSet<>(found);
        both.retainAll(best);
        return both.size() / (double) best.size();
    }

    double recallByLikeness(Api api, RememberedVectors remembered) {
        return average("by likeness", () -> trial(api, remembered, new Filters(), one -> true));
    }

    double recallByLikenessOf(String kind, Api api, RememberedVectors remembered) {
        return average(
                "by likeness, of a kind",
                () -> trial(api, remembered, new Filters().equal("kind", kind), one -> one.kind()
                        .equals(kind)));
    }

    private Trial trial(Api api, RememberedVectors remembered, Filters filters, Predicate<One> match) {
        Question question = Question.nearest("memories", remembered.vector(), filters, WANTED);
        long start = System.nanoTime();
        List<UUID> found = ids(search(api, question));
        long took = System.nanoTime() - start;
        List<UUID> best = remembered.best(WANTED, one -> match.test(one) ? one.likeness(question.vector()) : -2);
        return new Trial(share(found, best), took);
    }

    /** As a recall weighs it by default. */
    double recallByScore(Api api, RememberedVectors remembered) {
        return average("by likeness, recency and importance", () -> {
            WeighedQuestion weighed = new WeighedQuestion(remembered.vector(), Instant.now());
            long start = System.nanoTime();
            List<UUID> found = ids(search(api, weighed.question(WANTED)));
            long took = System.nanoTime() - start;
            return new Trial(share(found, remembered.best(WANTED, weighed::score)), took);
        });
    }

    private record Trial(double recall, long nanos) {}

    private static double average(String what, Supplier<Trial> trial) {
        List<Trial> trials = new ArrayList<>();
        IntStream.range(0, QUESTIONS).forEach(i -> trials.add(trial.get()));
        double recall = trials.stream().mapToDouble(Trial::recall).average().orElseThrow();
        long[] took = trials.stream().mapToLong(Trial::nanos).sorted().toArray();
        log.info("{}: recall@10 {}, median {} ms", what, recall, took[QUESTIONS / 2] / 1_000_000);
        return recall;
    }

    /** Whoever scans finds nothing any more: the codes say the opposite. */
    void spoilCodes(Api api) throws SQLException {
        change(api, "update embeddings set codes = overlay(codes placing '\\xbf800000'::bytea from 1 for 4)");
    }
}
