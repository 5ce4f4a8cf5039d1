package io.storyportal.data.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.data.Api;
import io.storyportal.data.PlayedL04;
import io.storyportal.data.Scene;
import io.storyportal.data.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** The outbox as several replicas, some of them dead, work on it. The running L01 is one of them. */
class EmbeddingQueueTest extends Scene {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private Database database;

    @Autowired
    private Embedder embedder;

    @Autowired
    private List<Source> sources;

    @BeforeEach
    void awaitTheSchema() {
        database.migrated().block();
    }

    @AfterEach
    void everybodyIsWell() {
        PlayedL04.everybodyIsWell();
    }

    private EmbeddingWorker anotherReplica() {
        EmbeddingQueue queue = new EmbeddingQueue(database);
        return new EmbeddingWorker(
                database, queue, new EmbeddingWork(database, queue, embedder, sources), new CurrentModel());
    }

    private long number(Api api, String sql) throws SQLException {
        try (Connection connection = within(api.tenant());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private void change(Api api, String sql) throws SQLException {
        try (Connection connection = within(api.tenant());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** What a replica took and never ended. */
    private Waiting abandoned(Api api, UUID id, int attempts) throws SQLException {
        change(
                api,
                "update embedding_outbox set revision = 7, attempts = " + attempts
                        + ", due_at = now() + interval '1 hour' where id = '" + id + "'");
        return new Waiting(api.tenant(), "memories", id, 7, attempts);
    }

    private static UUID remember(Api api, String content) {
        return UUID.fromString(api.create("/api/memories", Map.of("content", content))
                .path("id")
                .asString());
    }

    private static String status(Api api, UUID id) {
        return api.read("/api/memories/" + id + "/replica").path("status").asString();
    }

    private static PackedVectors vectors() {
        return PackedVectors.of(List.of(new float[] {1, 0}));
    }

    /** A memory that is waiting for as long as the test wants: L04 is away for its tenant. */
    private Api tenantWithout() {
        Api api = newTenant();
        PlayedL04.of(api.tenant()).isDown();
        return api;
    }

    @Test
    void takesUpWhatAReplicaLeftBetweenTheOutboxAndTheReplica() throws SQLException {
        Api api = tenantWithout();
        UUID id = remember(api, "left");
        Waiting left = abandoned(api, id, 1);
        PlayedL04.of(api.tenant()).isWell();
        assertThat(status(api, id)).isEqualTo("waiting");
        change(api, "update embedding_outbox set due_at = now()");
        await().atMost(PATIENCE).until(() -> status(api, id), "arrived"::equals);
        EmbeddingQueue late = new EmbeddingQueue(database);
        assertThat(late.keep(left, "late", vectors()).block()).isFalse();
        assertThat(late.refuse(left, "late").block()).isFalse();
        assertThat(late.giveBack(left, Duration.ZERO, "late").block()).isFalse();
        assertThat(number(api, "select count(*) from embeddings where model = 'played-1'"))
                .isOne();
        assertThat(number(api, "select count(*) from embedding_dead_letters")).isZero();
    }

    @Test
    void keepsNoVectorsOfATextThatChangedMeanwhile() throws SQLException {
        Api api = tenantWithout();
        UUID id = remember(api, "before");
        Waiting taken = abandoned(api, id, 1);
        change(api, "update memories set content = 'after'");
        EmbeddingQueue queue = new EmbeddingQueue(database);
        assertThat(queue.keep(taken, "m", vectors()).block()).isFalse();
        assertThat(number(api, "select count(*) from embedding_outbox where revision > 7"))
                .isOne();
        change(api, "update memories set metadata = '{\"a\": 1}'");
        assertThat(number(api, "select count(*) from embeddings")).isZero();
    }

    @Test
    void keepsNoVectorsOfWhatIsGone() throws SQLException {
        Api api = tenantWithout();
        UUID id = remember(api, "gone");
        Waiting taken = abandoned(api, id, 1);
        api.client()
                .delete()
                .uri("/api/memories/" + id)
                .exchange()
                .expectStatus()
                .isNoContent();
        assertThat(new EmbeddingQueue(database).keep(taken, "m", vectors()).block())
                .isFalse();
        assertThat(number(api, "select count(*) from embeddings")).isZero();
        assertThat(number(api, "select count(*) from embedding_outbox")).isZero();
    }

    @Test
    void sharesTheWorkSoThatEachTextIsEmbeddedOnce() {
        Api api = newTenant();
        List<UUID> ids = IntStream.range(0, 60)
                .mapToObj(i -> remember(api, "shared " + i))
                .toList();
        Flux.range(0, 4).flatMap(i -> anotherReplica().all()).then().block(PATIENCE);
        ids.forEach(id -> await().atMost(PATIENCE).until(() -> status(api, id), "arrived"::equals));
        assertThat(PlayedL04.of(api.tenant()).asked()).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void triesAnAnswerThatMakesNoSenseAgainAndNotForEver() throws SQLException {
        Api api = newTenant();
        AtomicInteger calls = new AtomicInteger();
        PlayedL04.Stage stage = PlayedL04.of(api.tenant());
        stage.answers(texts -> calls.incrementAndGet() == 1
                ? new PlayedL04.Reply(200, "{\"model\":\"m\",\"dimension\":2,\"embeddings\":[]}")
                : stage.vectors(texts));
        UUID mended = remember(api, "mended");
        await().atMost(PATIENCE).until(() -> status(api, mended), "arrived"::equals);

        stage.answers(texts -> PlayedL04.Reply.problem(500, "E4013", "Broken"));
        UUID hopeless = remember(api, "hopeless");
        change(
                api,
                "update embedding_outbox set attempts = " + (EmbeddingWork.ATTEMPTS - 1)
                        + ", due_at = now() where id = '" + hopeless + "'");
        await().atMost(PATIENCE).until(() -> status(api, hopeless), "dead"::equals);
        assertThat(api.read("/api/dead-letters")
                        .path("items")
                        .get(0)
                        .path("reason")
                        .asString())
                .isEqualTo("E4013: Broken");
    }

    /** Whoever asks hears of the new model, and so does the worker of the same L01. */
    @Test
    void makesVectorsOfAnotherModelAnew() {
        Api api = newTenant();
        PlayedL04.of(api.tenant()).hasModel("an-older-one");
        UUID id = remember(api, "old tea");
        await().atMost(PATIENCE).until(() -> model(api, id), "an-older-one"::equals);
        PlayedL04.of(api.tenant()).hasModel("played-1");
        assertThat(recalled(api).path("matched_by").asString()).isEqualTo("text");
        await().atMost(PATIENCE).until(() -> model(api, id), "played-1"::equals);
        assertThat(recalled(api).path("matched_by").asString()).isEqualTo("semantic");
    }

    private static String model(Api api, UUID id) {
        return api.read("/api/memories/" + id + "/replica").path("model").asString("");
    }

    private static JsonNode recalled(Api api) {
        return Api.json(api.post("/api/memories/recall", Map.of("query", "tea"))
                        .expectStatus()
                        .isOk())
                .path("items")
                .get(0);
    }

    @Test
    void waitsLongerAfterEachAttemptAndNeverJustAsLong() {
        assertThat(EmbeddingWork.pause(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
        assertThat(EmbeddingWork.pause(4)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(EmbeddingWork.pause(50)).isBetween(Duration.ofMillis(150_000), Duration.ofMinutes(5));
    }
}
