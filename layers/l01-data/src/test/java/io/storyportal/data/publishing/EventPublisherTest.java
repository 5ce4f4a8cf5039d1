package io.storyportal.data.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storyportal.data.Api;
import io.storyportal.data.MovableClock;
import io.storyportal.data.Scene;
import io.storyportal.data.database.Database;
import io.storyportal.data.events.EventFeed;
import io.storyportal.data.journal.EventEnvelope;
import io.storyportal.data.journal.JournalSignal;
import io.storyportal.kit.testing.RealServers;
import io.storyportal.kit.web.ids.Ids;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventPublisherTest extends Scene {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private Database database;

    @Autowired
    private EventFeed feed;

    @Autowired
    private JournalSignal signal;

    /** Takes events when it is there, and remembers in which order. */
    private static final class Line implements EventTransport {
        private final Queue<EventEnvelope> taken = new ConcurrentLinkedQueue<>();
        private volatile boolean there = true;

        @Override
        public Mono<Void> publish(List<EventEnvelope> events) {
            return Mono.defer(() -> {
                if (!there) {
                    return Mono.error(new IOException("The line is dead"));
                }
                taken.addAll(events);
                return Mono.empty();
            });
        }

        List<Long> positionsOf(Api api) {
            return taken.stream()
                    .filter(event ->
                            event.metadata().tenantId().equals(api.tenant().value()))
                    .map(EventEnvelope::position)
                    .toList();
        }
    }

    private EventPublisher publisher(String name, String instance, EventTransport transport) {
        return publisher(name, instance, transport, Clock.systemUTC());
    }

    private EventPublisher publisher(String name, String instance, EventTransport transport, Clock clock) {
        return new EventPublisher(
                database,
                feed,
                new PublisherPosition(database, name, instance),
                transport,
                signal,
                clock,
                new SimpleMeterRegistry());
    }

    private String newPosition() throws SQLException {
        String name = "test-" + Ids.uuid7();
        try (Connection connection = owner();
                PreparedStatement insert =
                        connection.prepareStatement("insert into publishers (name, held_until) values (?, 'epoch')")) {
            insert.setString(1, name);
            insert.execute();
        }
        return name;
    }

    private static void append(Api api, int count) {
        List<Map<String, Object>> events = IntStream.range(0, count)
                .<Map<String, Object>>mapToObj(i ->
                        Map.of("event_type", "custom.noted", "aggregate_id", Ids.uuid7(), "payload", Map.of("i", i)))
                .toList();
        api.post("/api/events/batch", Map.of("events", events)).expectStatus().isCreated();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void publishesToTheChannelOfAllAndToThatOfTheType() {
        Api api = newTenant();
        List<String> channels = new ArrayList<>();
        List<JsonNode> messages = new ArrayList<>();
        try (RedisClient redis = RedisClient.create(RealServers.redisUrl());
                StatefulRedisPubSubConnection<String, String> subscriber = redis.connectPubSub()) {
            subscriber.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String message) {
                    JsonNode event = JsonMapper.shared().readTree(message);
                    if (event.path("metadata")
                            .path("tenant_id")
                            .asString()
                            .equals(api.tenant().toString())) {
                        messages.add(event);
                        channels.add(channel);
                    }
                }
            });
            subscriber.sync().subscribe("l01:events", "events:goal.created");
            JsonNode goal = api.create("/api/goals", Map.of("description", "x"));
            await().atMost(PATIENCE).until(() -> channels.size() >= 2);
            assertThat(channels).contains("l01:events", "events:goal.created");
            assertThat(messages.getFirst().path("aggregate_id")).isEqualTo(goal.path("id"));
            assertThat(messages.getFirst())
                    .isEqualTo(api.read("/api/events").path("items").get(0));
        }
    }

    @Test
    void catchesUpInOrderAfterTheTransportWasAway() throws SQLException {
        Api api = newTenant();
        Line line = new Line();
        line.there = false;
        String name = newPosition();
        EventPublisher publisher = publisher(name, "one", line);
        publisher.start();
        try {
            append(api, 500);
            append(api, 500);
            append(api, 200);
            line.there = true;
            await().atMost(PATIENCE).until(() -> line.positionsOf(api).size() >= 1200);
            assertThat(line.positionsOf(api)).isEqualTo(upTo(1200));
        } finally {
            publisher.stop();
        }
    }

    @Test
    void countsWhatWaitsUpToABoundWhileTheTransportIsAway() throws SQLException {
        Api api = newTenant();
        Line line = new Line();
        line.there = false;
        String name = newPosition();
        PublishingBacklog backlog = new PublishingBacklog(database, name);
        EventPublisher publisher = publisher(name, "one", line);
        publisher.start();
        try {
            append(api, 30);
            assertThat(backlog.count(PublishingBacklog.AT_MOST).block()).isGreaterThanOrEqualTo(30);
            assertThat(backlog.count(10).block()).isEqualTo(10);
            line.there = true;
            await().atMost(PATIENCE).until(() -> backlog.count(10).block(), waiting -> waiting == 0);
            assertThat(line.positionsOf(api)).isEqualTo(upTo(30));
        } finally {
            publisher.stop();
        }
    }

    @Test
    void goesOnWhereTheLastInstanceStopped() throws SQLException {
        Api api = newTenant();
        String name = newPosition();
        Line before = new Line();
        EventPublisher first = publisher(name, "one", before);
        first.start();
        append(api, 50);
        await().atMost(PATIENCE).until(() -> before.positionsOf(api).size() == 50);
        await().atMost(PATIENCE).until(() -> positionIsSaved(name));
        first.stop();
        append(api, 10);
        Line after = new Line();
        EventPublisher second = publisher(name, "one", after);
        second.start();
        try {
            await().atMost(PATIENCE).until(() -> after.positionsOf(api).contains(60L));
            assertThat(after.positionsOf(api)).endsWith(51L, 52L, 53L, 54L, 55L, 56L, 57L, 58L, 59L, 60L);
            assertThat(after.positionsOf(api)).doesNotContain(1L);
        } finally {
            second.stop();
        }
    }

    @Test
    void letsOneOfTwoInstancesPublish() throws SQLException {
        Api api = newTenant();
        String name = newPosition();
        Line ours = new Line();
        Line theirs = new Line();
        EventPublisher one = publisher(name, "one", ours);
        EventPublisher two = publisher(name, "two", theirs);
        one.start();
        await().atMost(PATIENCE).until(() -> positionIsSaved(name));
        two.start();
        try {
            append(api, 100);
            await().atMost(PATIENCE).until(() -> ours.positionsOf(api).size() >= 100);
            assertThat(ours.positionsOf(api)).isEqualTo(upTo(100));
            assertThat(theirs.taken).isEmpty();
        } finally {
            one.stop();
            two.stop();
        }
    }

    /** The lease was given before the database's clock was set back an hour; its holder is gone. */
    @Test
    void takesOverFromOneWhoseLeaseReachesFurtherThanAnyIsGiven() throws SQLException {
        Api api = newTenant();
        String name = newPosition();
        change(name, "holder = 'gone', held_until = now() + interval '1 hour'");
        Line line = new Line();
        EventPublisher publisher = publisher(name, "one", line);
        append(api, 10);
        publisher.start();
        try {
            await().atMost(PATIENCE).until(() -> line.positionsOf(api).size() >= 10);
            assertThat(line.positionsOf(api)).isEqualTo(upTo(10));
        } finally {
            publisher.stop();
        }
    }

    @Test
    void goesOnWhenItsClockIsSetBackAndLooksWhetherItStillLeads() throws SQLException {
        Api api = newTenant();
        String name = newPosition();
        MovableClock clock = new MovableClock();
        Line line = new Line();
        Line theirs = new Line();
        EventPublisher publisher = publisher(name, "one", line, clock);
        EventPublisher other = publisher(name, "another", theirs);
        publisher.start();
        try {
            append(api, 10);
            await().atMost(PATIENCE).until(() -> line.positionsOf(api).size() >= 10);
            clock.move(Duration.ofHours(-1));
            append(api, 10);
            await().atMost(PATIENCE).until(() -> line.positionsOf(api).size() >= 20);
            assertThat(line.positionsOf(api)).isEqualTo(upTo(20));
            await().atMost(PATIENCE).until(() -> heldBy(name, "one"));
            change(name, "holder = 'another'");
            clock.move(Duration.ofHours(-1));
            other.start();
            append(api, 10);
            await().atMost(PATIENCE).until(() -> theirs.positionsOf(api).contains(30L));
            assertThat(line.positionsOf(api)).as("while another leads").isEqualTo(upTo(20));
        } finally {
            other.stop();
            publisher.stop();
        }
    }

    private void change(String name, String columns) throws SQLException {
        try (Connection connection = owner();
                PreparedStatement update =
                        connection.prepareStatement("update publishers set " + columns + " where name = ?")) {
            update.setString(1, name);
            update.execute();
        }
    }

    private boolean heldBy(String name, String holder) throws SQLException {
        try (Connection connection = owner();
                PreparedStatement query =
                        connection.prepareStatement("select holder = ? from publishers where name = ?")) {
            query.setString(1, holder);
            query.setString(2, name);
            try (var found = query.executeQuery()) {
                return found.next() && found.getBoolean(1);
            }
        }
    }

    private boolean positionIsSaved(String name) throws SQLException {
        try (Connection connection = owner();
                PreparedStatement query =
                        connection.prepareStatement("select cursor is not null from publishers where name = ?")) {
            query.setString(1, name);
            try (var found = query.executeQuery()) {
                return found.next() && found.getBoolean(1);
            }
        }
    }
}
