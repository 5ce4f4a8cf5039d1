package io.storyportal.data.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import io.storyportal.data.Api;
import io.storyportal.data.PlayedL04;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.ids.Ids;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class DocumentMeaningTest extends Scene {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @AfterEach
    void everybodyIsWell() {
        PlayedL04.everybodyIsWell();
    }

    private static ResponseSpec ask(Api api, Map<String, ?> asked) {
        return api.client()
                .get()
                .uri(builder -> {
                    builder.path("/api/documents");
                    asked.keySet().forEach(key -> builder.queryParam(key, "{" + key + "}"));
                    return builder.build(asked);
                })
                .exchange();
    }

    private static JsonNode found(Api api, String q, String mode) {
        return Api.json(ask(api, Map.of("q", q, "mode", mode)).expectStatus().isOk());
    }

    private static List<String> titles(JsonNode found) {
        return found.path("items")
                .valueStream()
                .map(document -> document.path("title").asString())
                .toList();
    }

    private static String write(Api api, String title, String content, String... tags) {
        return api.create("/api/documents", Map.of("title", title, "content", content, "tags", List.of(tags)))
                .path("id")
                .asString();
    }

    private long number(Api api, String sql) throws SQLException {
        try (Connection connection = within(api.tenant());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private void awaitVectors(Api api) {
        await().atMost(PATIENCE).until(() -> number(api, "select count(*) from embedding_outbox") == 0);
    }

    @Test
    void findsByMeaningByWordsAndByBoth() {
        Api api = newTenant();
        PlayedL04.of(api.tenant())
                .knows("Prices", 0, 1, 0)
                .knows("Fleet", 0.9f, 0.1f, 0)
                .knows("automobile", 1, 0, 0)
                .knows("Weather", 0, 0, 1);
        write(api, "Fleet", "Our cars are old.");
        write(api, "Prices", "What an automobile costs.");
        write(api, "Weather", "It rained.");
        awaitVectors(api);
        JsonNode meaning = found(api, "automobile", "semantic");
        assertThat(meaning.path("ranked_by").asString()).isEqualTo("semantic");
        assertThat(titles(meaning)).startsWith("Fleet").hasSize(3);
        JsonNode first = meaning.path("items").get(0);
        assertThat(first.path("rank").asDouble()).isEqualTo(0.9 / Math.sqrt(0.82), offset(1e-6));
        assertThat(first.path("snippet").asString()).isEqualTo("Our cars are old.");
        assertThat(first.has("content")).isFalse();
        assertThat(titles(found(api, "automobile", "text"))).containsExactly("Prices");
        JsonNode both = found(api, "automobile", "hybrid");
        assertThat(both.path("ranked_by").asString()).isEqualTo("hybrid");
        // By meaning third, behind the weather, which is as far off and newer; by words first.
        assertThat(titles(both)).containsExactly("Prices", "Fleet", "Weather");
        assertThat(both.path("items").get(0).path("rank").asDouble()).isEqualTo(1 / 63.0 + 1 / 61.0, offset(1e-6));
        assertThat(both.path("items").get(1).path("rank").asDouble()).isEqualTo(1 / 61.0, offset(1e-6));
        assertThat(api.read("/api/documents").path("ranked_by").asString()).isEqualTo("time");
    }

    @Test
    void searchesWordsAndSaysSoWhileNobodyKnowsTheMeaning() {
        Api api = newTenant();
        PlayedL04.of(api.tenant()).isDown();
        write(api, "Prices", "What an automobile costs.");
        for (String mode : List.of("semantic", "hybrid")) {
            JsonNode found = found(api, "automobiles", mode);
            assertThat(titles(found)).containsExactly("Prices");
            assertThat(found.path("ranked_by").asString()).isEqualTo("text");
            assertThat(found.path("notice").asString()).contains("E4131");
            assertThat(found.path("items").get(0).path("snippet").asString()).contains("**automobile**");
        }
    }

    @Test
    void findsByItsWordsInAHybridSearchWhatHasNoVectorsYet() {
        Api api = newTenant();
        PlayedL04.Stage stage = PlayedL04.of(api.tenant());
        stage.answers(texts -> texts.getFirst().contains("costs")
                ? PlayedL04.Reply.problem(503, "E4131", "Full")
                : stage.vectors(texts));
        write(api, "Prices", "What an automobile costs.");
        JsonNode found = found(api, "automobiles", "hybrid");
        assertThat(found.path("ranked_by").asString()).isEqualTo("hybrid");
        assertThat(titles(found)).containsExactly("Prices");
        assertThat(found.path("items").get(0).path("snippet").asString()).contains("**automobile**");
        assertThat(titles(found(api, "automobiles", "semantic"))).isEmpty();
    }

    @Test
    void judgesALongDocumentByItsBestPiece() {
        Api api = newTenant();
        PlayedL04.of(api.tenant()).knows("needle", 1, 0).knows("straw", 0, 1);
        write(api, "Hay", "straw ".repeat(2000) + "a needle here " + "straw ".repeat(2000));
        write(api, "More hay", "straw ".repeat(4000));
        awaitVectors(api);
        JsonNode found = found(api, "needle", "semantic");
        assertThat(titles(found)).containsExactly("Hay", "More hay");
        assertThat(found.path("items").get(0).path("rank").asDouble()).isEqualTo(1, offset(1e-6));
        assertThat(found.path("items").get(0).path("snippet").asString())
                .hasSizeLessThanOrEqualTo(300)
                .contains("straw");
        assertThat(PlayedL04.of(api.tenant()).asked())
                .filteredOn(text -> text.startsWith("Hay\n"))
                .hasSizeGreaterThan(10)
                .allMatch(text -> text.length() <= 2100);
    }

    @Test
    void followsChangesOfTheTextAndForgetsWhatIsDeleted() throws SQLException {
        Api api = newTenant();
        PlayedL04.Stage stage = PlayedL04.of(api.tenant())
                .knows("query", 1, 0)
                .knows("pear", 0.6f, 0.8f)
                .knows("apple", 0, 1);
        String id = write(api, "A", "apple");
        awaitVectors(api);
        api.patch("/api/documents/" + id, Map.of("content", "pear"))
                .expectStatus()
                .isOk();
        awaitVectors(api);
        assertThat(found(api, "query", "semantic")
                        .path("items")
                        .get(0)
                        .path("rank")
                        .asDouble())
                .isEqualTo(0.6, offset(1e-6));
        long asked = stage.asked().size();
        api.patch("/api/documents/" + id, Map.of("tags", List.of("x")))
                .expectStatus()
                .isOk();
        assertThat(number(api, "select count(*) from embedding_outbox")).isZero();
        assertThat(stage.asked()).hasSize((int) asked);
        api.patch("/api/documents/" + id, Map.of("title", "B")).expectStatus().isOk();
        awaitVectors(api);
        assertThat(stage.asked()).last().isEqualTo("B\npear");
        api.client()
                .delete()
                .uri("/api/documents/" + id)
                .exchange()
                .expectStatus()
                .isNoContent();
        assertThat(found(api, "query", "semantic").path("items")).isEmpty();
        assertThat(number(api, "select count(*) from embeddings")).isZero();
    }

    @Test
    void asksForTheVectorsOfRowsThatARebuildBringsBack() throws SQLException {
        Api api = newTenant();
        PlayedL04.of(api.tenant()).knows("query", 1, 0).knows("pear", 0.6f, 0.8f);
        write(api, "A", "pear");
        awaitVectors(api);
        try (Connection connection = within(api.tenant());
                Statement statement = connection.createStatement()) {
            statement.execute("delete from documents");
        }
        assertThat(number(api, "select count(*) from embeddings")).isZero();
        api.post("/api/admin/projections/documents/rebuild", Map.of())
                .expectStatus()
                .isOk();
        awaitVectors(api);
        assertThat(titles(found(api, "query", "semantic"))).containsExactly("A");
    }

    @Test
    void narrowsByTagsAndStaysWithinTheTenant() {
        Api api = newTenant();
        Api stranger = newTenant();
        for (Api each : List.of(api, stranger)) {
            PlayedL04.of(each.tenant()).knows("apple", 1, 0);
        }
        write(api, "both", "apple", "red", "round");
        write(api, "one", "apple", "red");
        awaitVectors(api);
        for (String mode : List.of("semantic", "hybrid")) {
            Map<String, ?> asked = Map.of("q", "apple", "mode", mode, "tags", "red,round");
            assertThat(titles(Api.json(ask(api, asked)))).containsExactly("both");
            assertThat(titles(Api.json(ask(api, Map.of("q", "apple", "mode", mode, "limit", 1)))))
                    .hasSize(1);
            assertThat(titles(Api.json(ask(stranger, asked)))).isEmpty();
        }
    }

    @Test
    void refusesModesThatMeanNothing() {
        Api api = newTenant();
        for (Map<String, ?> asked : List.<Map<String, ?>>of(
                Map.of("mode", "semantic"),
                Map.of("q", "a", "mode", "other"),
                Map.of("q", "a", "mode", "semantic", "order", "asc"),
                Map.of("q", "a", "mode", "hybrid", "cursor", "x"),
                Map.of("q", "a\0b", "mode", "hybrid"),
                Map.of("q", "a", "mode", "semantic", "limit", 501))) {
            Problems.expectRefusal(ask(api, asked));
        }
    }

    @Test
    void addsUpPlacesOfLists() {
        UUID a = Ids.uuid7();
        UUID b = Ids.uuid7();
        UUID c = Ids.uuid7();
        List<RankFusion.Fused> fused = RankFusion.of(List.of(List.of(a, b), List.of(b, c)), 3);
        assertThat(fused).extracting(RankFusion.Fused::id).containsExactly(b, a, c);
        assertThat(fused.getFirst().score()).isEqualTo(1 / 62.0 + 1 / 61.0, offset(1e-9));
        assertThat(RankFusion.of(List.of(List.of(a), List.of(c)), 1))
                .extracting(RankFusion.Fused::id)
                .containsExactly(c);
    }
}
