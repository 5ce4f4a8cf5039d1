package io.storyportal.data.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class DocumentSearchTest extends Scene {

    @BeforeEach
    void awaitTheSchema() {
        newTenant().read("/api/documents");
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

    private static List<String> titles(Api api, Map<String, ?> asked) {
        return Api.json(ask(api, asked).expectStatus().isOk())
                .path("items")
                .valueStream()
                .map(document -> document.path("title").asString())
                .toList();
    }

    private static String write(Api api, String title, String content, String... tags) {
        return api.create(
                        "/api/documents",
                        Map.of("title", title, "content", content, "tags", List.of(tags), "content_type", "text/plain"))
                .path("id")
                .asString();
    }

    private Statement asApp(Connection connection, Api api) throws SQLException {
        Statement statement = connection.createStatement();
        statement.execute("set role portal_l01_app");
        statement.execute("select set_config('app.tenant', '" + api.tenant() + "', false)");
        return statement;
    }

    @Test
    void findsWordsByTheirStemsTheBestFirst() {
        Api api = newTenant();
        write(api, "Weather", "It rained once, and was heavy.");
        write(api, "Storms", "Heavy rain, rain and yet more raining; rain again.");
        write(api, "Rain", "Rain.");
        write(api, "Sunshine", "None of it.");
        assertThat(titles(api, Map.of("q", "rains"))).containsExactly("Rain", "Storms", "Weather");
        assertThat(titles(api, Map.of("q", "rain -storm"))).containsExactly("Rain", "Weather");
        assertThat(titles(api, Map.of("q", "sunshine or storms"))).containsExactlyInAnyOrder("Sunshine", "Storms");
        assertThat(titles(api, Map.of("q", "\"heavy rain\""))).containsExactly("Storms");
        assertThat(titles(api, Map.of("q", "snow"))).isEmpty();
    }

    @Test
    void showsASnippetInPlaceOfTheContent() {
        Api api = newTenant();
        write(api, "Long", "filler ".repeat(2000) + "the quick brown fox jumps " + "filler ".repeat(2000));
        JsonNode found = Api.json(ask(api, Map.of("q", "foxes"))).path("items").get(0);
        assertThat(found.path("snippet").asString())
                .contains("brown **fox** jumps")
                .hasSizeLessThan(1000);
        assertThat(found.path("rank").asDouble()).isPositive();
        assertThat(found.has("content")).isFalse();
        assertThat(found.has("search")).isFalse();
        JsonNode listed = api.read("/api/documents").path("items").get(0);
        assertThat(listed.path("content").asString()).contains("quick brown fox");
        assertThat(listed.has("snippet") || listed.has("rank") || listed.has("search"))
                .isFalse();
    }

    @Test
    void findsWhatWasChangedAndNotWhatWasDeleted() {
        Api api = newTenant();
        String id = write(api, "A", "apple");
        api.patch("/api/documents/" + id, Map.of("content", "pear"))
                .expectStatus()
                .isOk();
        assertThat(titles(api, Map.of("q", "apple"))).isEmpty();
        assertThat(titles(api, Map.of("q", "pear"))).containsExactly("A");
        api.client()
                .delete()
                .uri("/api/documents/" + id)
                .exchange()
                .expectStatus()
                .isNoContent();
        assertThat(titles(api, Map.of("q", "pear"))).isEmpty();
    }

    @Test
    void narrowsBySeveralTagsAndByContentType() {
        Api api = newTenant();
        write(api, "both", "apple", "red", "round");
        write(api, "one", "apple", "red");
        api.create("/api/documents", Map.of("title", "bare", "content", "apple", "content_type", "text/markdown"));
        assertThat(titles(api, Map.of("q", "apple", "tags", "red,round"))).containsExactly("both");
        assertThat(titles(api, Map.of("tags", "round,red"))).containsExactly("both");
        assertThat(titles(api, Map.of("q", "apple", "tag", "red"))).containsExactlyInAnyOrder("both", "one");
        assertThat(titles(api, Map.of("q", "apple", "content_type", "text/markdown")))
                .containsExactly("bare");
    }

    @Test
    void pagesThroughEveryMatchOnce() {
        Api api = newTenant();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            write(api, "d" + i, "apple ".repeat(1 + i / 3));
            expected.add("d" + i);
        }
        List<String> found = new ArrayList<>();
        Map<String, Object> asked = new HashMap<>(Map.of("q", "apple", "limit", 4));
        JsonNode page;
        do {
            page = Api.json(ask(api, asked).expectStatus().isOk());
            page.path("items")
                    .forEach(document -> found.add(document.path("title").asString()));
            asked.put("cursor", page.path("next_cursor").asString(""));
        } while (page.has("next_cursor"));
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(found.subList(0, 2)).containsExactly("d10", "d9");
    }

    @Test
    void refusesSearchesThatMeanNothingAndFindsNothingForNoiseWords() {
        Api api = newTenant();
        write(api, "the", "and of the");
        assertThat(titles(api, Map.of("q", "the and"))).isEmpty();
        assertThat(titles(api, Map.of("q", "((' & !:*<-> \\"))).isEmpty();
        for (Map<String, ?> asked : List.of(
                Map.of("q", " "),
                Map.of("q", ""),
                Map.of("q", "x".repeat(501)),
                Map.of("q", "a\0b"),
                Map.of("q", "a", "order", "asc"),
                Map.of("q", "a", "cursor", "nonsense"),
                Map.of("q", "a", "limit", 501))) {
            Problems.expectRefusal(ask(api, asked));
        }
    }

    @Test
    void showsNothingToAnotherTenant() throws SQLException {
        Api owner = newTenant();
        Api stranger = newTenant();
        write(owner, "secret", "apple");
        assertThat(titles(stranger, Map.of("q", "apple"))).isEmpty();
        assertThat(titles(stranger, Map.of("q", "apple or \"tenant " + owner.tenant() + "\"")))
                .isEmpty();
        String matching = "select count(*) from documents_matching(websearch_to_tsquery('english', 'apple'))";
        try (Connection connection = owner();
                Statement statement = asApp(connection, stranger)) {
            assertThat(count(statement, matching)).isZero();
            statement.execute("select set_config('app.tenant', '" + owner.tenant() + "', false)");
            assertThat(count(statement, matching)).isOne();
            statement.execute("select set_config('app.tenant', '', false)");
            assertThat(count(statement, matching)).isZero();
        }
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet count = statement.executeQuery(sql)) {
            count.next();
            return count.getLong(1);
        }
    }

    @Test
    void takesTextsOfAnyLengthAndAnyWords() throws SQLException {
        Api api = newTenant();
        Random random = new Random(7);
        StringBuilder rare = new StringBuilder();
        for (int i = 0; i < 1_000_000; i++) {
            rare.appendCodePoint(i % 7 == 6 ? '-' : i % 50 == 49 ? ' ' : 0x20000 + random.nextInt(40_000));
        }
        StringBuilder addresses = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            addresses
                    .append("http://h")
                    .append(i)
                    .append(".example.org/p")
                    .append(i)
                    .append("/q-")
                    .append(i)
                    .append(' ');
        }
        try (Connection connection = owner();
                Statement statement = asApp(connection, api);
                PreparedStatement insert = connection.prepareStatement(
                        "insert into documents values (?, gen_random_uuid(), 1, now(), now(), 'big', ?, 'text/plain', '{}', '{}')")) {
            for (String content : List.of("word ".repeat(2_000_000), rare.toString(), addresses.toString())) {
                insert.setObject(1, api.tenant().value());
                insert.setString(2, content);
                assertThat(insert.executeUpdate()).isOne();
            }
            assertThat(count(statement, "select count(*) from documents_matching('word')"))
                    .isOne();
        }
        assertThat(titles(api, Map.of("q", "word"))).containsExactly("big");
    }

    @Test
    void isServedByItsIndexAmongManyDocuments() throws SQLException {
        Api api = newTenant();
        String tenant = api.tenant().toString();
        try (Connection connection = owner();
                Statement statement = asApp(connection, api)) {
            statement.executeUpdate("insert into documents select '" + tenant
                    + "', gen_random_uuid(), 1, now(), now(), 'n' || i, md5(i::text) || ' word', 'text/plain', '{}', '{}'"
                    + " from generate_series(1, 5000) i");
            statement.execute("reset role");
            statement.execute("vacuum analyze documents");
            statement.execute("set role portal_l01_reader");
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = statement.executeQuery("explain select id from documents where tenant_id = '"
                    + tenant + "' and search @@ '''tenant " + tenant + "'' & apple'::tsquery")) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            assertThat(plan.toString()).contains("documents_by_search");
        }
        assertThat(titles(api, Map.of("q", "word", "limit", 500))).hasSize(500);
    }
}
