package io.storyportal.data.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.ids.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

class EventReadTest extends Scene {

    private static final ParameterizedTypeReference<ServerSentEvent<JsonNode>> EVENT =
            new ParameterizedTypeReference<>() {};

    private static JsonNode append(Api api, String type, UUID aggregate) {
        return api.create("/api/events", Map.of("event_type", type, "aggregate_id", aggregate, "payload", Map.of()));
    }

    private Flux<ServerSentEvent<JsonNode>> stream(Api api, String query, String lastEventId) {
        return api.client()
                .get()
                .uri("/api/events/stream" + query)
                .headers(headers -> {
                    if (!lastEventId.isEmpty()) {
                        headers.set("Last-Event-ID", lastEventId);
                    }
                })
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(EVENT)
                .getResponseBody()
                .filter(event -> event.data() != null);
    }

    @Test
    void findsEventsByTypeAggregateAndPosition() {
        Api api = newTenant();
        UUID one = Ids.uuid7();
        JsonNode first = append(api, "custom.noted", one);
        append(api, "custom.seen", one);
        append(api, "custom.noted", Ids.uuid7());
        assertThat(api.read("/api/events?event_type=custom.noted").path("items"))
                .hasSize(2);
        assertThat(api.read("/api/events?event_type=custom.*").path("items")).hasSize(3);
        assertThat(api.read("/api/events?event_type=*.seen,agent.*").path("items"))
                .hasSize(1);
        assertThat(api.read("/api/events?aggregate_type=custom&aggregate_id=" + one)
                        .path("items"))
                .hasSize(2);
        assertThat(api.read("/api/events?after=1&before=3").path("items")).hasSize(1);
        assertThat(api.read("/api/events?from=" + first.path("created_at").asString())
                        .path("items"))
                .hasSize(3);
        assertThat(api.read("/api/events?to=" + first.path("created_at").asString())
                        .path("items"))
                .isEmpty();
        assertThat(api.read("/api/events?order=desc&limit=1")
                        .path("items")
                        .get(0)
                        .path("position")
                        .asLong())
                .isEqualTo(3);
        assertThat(api.read("/api/events/" + first.path("event_id").asString())).isEqualTo(first);
        Problems.expect(api.get("/api/events/" + Ids.uuid7()), 404, "E1003");
    }

    @Test
    void streamsFromAPositionAndThenFollows() {
        Api api = newTenant();
        append(api, "custom.noted", Ids.uuid7());
        append(api, "custom.seen", Ids.uuid7());
        StepVerifier.create(stream(api, "?after=1", "").map(ServerSentEvent::id))
                .expectNext("2")
                .then(() -> append(api, "custom.noted", Ids.uuid7()))
                .expectNext("3")
                .thenCancel()
                .verify(Duration.ofSeconds(20));
    }

    @Test
    void endsAPageEarlyWhenItsEventsAreHeavyAndStreamsThemAll() {
        Api api = newTenant();
        for (int i = 0; i < 8; i++) {
            appendHeavy(api);
        }
        JsonNode first = api.read("/api/events?limit=500");
        assertThat(first.path("items")).hasSize(6);
        JsonNode second = api.read(
                "/api/events?limit=500&cursor=" + first.path("next_cursor").asString());
        assertThat(second.path("items")).hasSize(2);
        assertThat(second.has("next_cursor")).isFalse();
        assertThat(stream(api, "?after=0", "")
                        .take(8)
                        .map(event -> String.valueOf(event.id()))
                        .collectList()
                        .block(Duration.ofSeconds(20)))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
    }

    @Test
    void feedsHeavyEventsInShortPages() {
        Api api = newTenant();
        String start = RawEvents.endOfFeed(api);
        for (int i = 0; i < 8; i++) {
            appendHeavy(api);
        }
        List<String> ids = new ArrayList<>();
        String next = start;
        while (ids.size() < 8) {
            JsonNode page = api.read("/api/events/feed?types=custom.weighed&limit=200&after=" + next);
            assertThat(page.path("items").size()).isLessThan(8);
            page.path("items").forEach(event -> ids.add(event.path("position").asString()));
            next = page.path("next_cursor").asString();
        }
        assertThat(ids).containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
    }

    private static void appendHeavy(Api api) {
        api.create(
                "/api/events",
                Map.of(
                        "event_type",
                        "custom.weighed",
                        "aggregate_id",
                        Ids.uuid7(),
                        "payload",
                        Map.of("text", "x".repeat(700_000))));
    }

    @Test
    void resumesAfterTheLastEventSeen() {
        Api api = newTenant();
        for (int i = 0; i < 130; i++) {
            append(api, "custom.noted", Ids.uuid7());
        }
        List<String> ids = stream(api, "?after=0", "17")
                .take(113)
                .map(event -> String.valueOf(event.id()))
                .collectList()
                .block(Duration.ofSeconds(20));
        assertThat(ids).hasSize(113).startsWith("18").endsWith("130");
    }

    @Test
    void streamsOnlyTheTypesAskedForAndOnlyOwnEvents() {
        Api api = newTenant();
        Api stranger = newTenant();
        append(stranger, "custom.seen", Ids.uuid7());
        append(api, "custom.noted", Ids.uuid7());
        append(api, "custom.seen", Ids.uuid7());
        ServerSentEvent<JsonNode> event =
                stream(api, "?after=0&event_type=*.seen", "").blockFirst(Duration.ofSeconds(20));
        assertThat(event).isNotNull();
        assertThat(event.event()).isEqualTo("custom.seen");
        assertThat(event.id()).isEqualTo("2");
    }

    @Test
    void givesTheFeedToServicesOnly() {
        Api api = newTenant();
        append(api, "custom.noted", Ids.uuid7());
        api.get("/api/events/feed").expectStatus().isOk();
        Problems.expect(api.as("l09").get("/api/events/feed"), 403, "E1012");
        Problems.expect(api.get("/api/events/feed?after=nonsense"), 422, "E1112");
    }

    @Test
    void feedsTheTypesAskedForAndStillMovesOn() {
        Api api = newTenant();
        String start = RawEvents.endOfFeed(api);
        append(api, "custom.noted", Ids.uuid7());
        JsonNode wanted = append(api, "custom.wanted", Ids.uuid7());
        append(api, "custom.noted", Ids.uuid7());
        JsonNode page = feedUntilEmpty(api, start, "custom.wanted", 1);
        assertThat(page.path("items")).hasSize(1);
        assertThat(page.path("items").get(0).path("event_id")).isEqualTo(wanted.path("event_id"));
    }

    /** The slow one takes its transaction id first and commits last: a feed that went by commit time would lose it. */
    @Test
    void neverSkipsTheEventOfASlowTransaction() throws SQLException {
        Api slow = newTenant();
        Api fast = newTenant();
        String cursor = RawEvents.endOfFeed(fast);
        List<String> seen = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            try (Connection late = within(slow.tenant())) {
                late.setAutoCommit(false);
                RawEvents.insert(late, slow, round + 1);
                String quick = append(fast, "custom.quick", Ids.uuid7())
                        .path("event_id")
                        .asString();
                assertThat(idsOf(fast.read("/api/events/feed?after=" + cursor), slow, fast))
                        .isEmpty();
                late.commit();
                while (!seen.contains(quick)) {
                    JsonNode page = fast.read("/api/events/feed?after=" + cursor);
                    seen.addAll(idsOf(page, slow, fast));
                    cursor = page.path("next_cursor").asString();
                }
            }
        }
        assertThat(seen).hasSize(20).doesNotHaveDuplicates();
    }

    /** Other tests' tenants may have work under way. */
    private static List<String> idsOf(JsonNode page, Api... tenants) {
        List<String> names =
                Stream.of(tenants).map(api -> api.tenant().toString()).toList();
        return page.path("items")
                .valueStream()
                .filter(event ->
                        names.contains(event.path("metadata").path("tenant_id").asString()))
                .map(event -> event.path("event_id").asString())
                .toList();
    }

    /** Restored on another server, whose transaction ids are still lower than those the events were recorded with. */
    @Test
    void feedsWhatWasRecordedBeforeARestore() throws SQLException {
        Api api = newTenant();
        try (Connection connection = within(api.tenant());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            RawEvents.insert(connection, api, 1);
            statement.execute("reset role");
            statement.execute("alter table events no force row level security");
            statement.execute("update events set epoch = 0, recorded_xid = '9000000000000000000'::xid8"
                    + " where tenant_id = '" + api.tenant() + "'");
            statement.execute("alter table events force row level security");
            connection.commit();
        }

        JsonNode first = api.read("/api/events/feed?limit=1").path("items").get(0);

        assertThat(first.path("metadata").path("tenant_id").asString())
                .isEqualTo(api.tenant().toString());
    }

    private static JsonNode feedUntilEmpty(Api api, String start, String types, int wanted) {
        JsonNode page = api.read("/api/events/feed?types=" + types + "&after=" + start);
        while (page.path("items").size() < wanted) {
            page = api.read("/api/events/feed?types=" + types + "&after="
                    + page.path("next_cursor").asString());
        }
        return page;
    }
}
