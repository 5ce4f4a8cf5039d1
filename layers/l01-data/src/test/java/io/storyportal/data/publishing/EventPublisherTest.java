package io.storyportal.data.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.storyportal.data.Api;
import io.storyportal.data.database.Database;
import io.storyportal.data.journal.JournalNotices;
import io.storyportal.data.journal.JournalSignal;
import io.storyportal.kit.data.postgres.DatabaseUrl;
import io.storyportal.kit.data.postgres.Pools;
import io.storyportal.kit.testing.RealServers;
import io.storyportal.kit.web.ids.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventPublisherTest extends PublishingScene {

    @Autowired
    private DatabaseUrl url;

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
    void catchesUpInOrderAfterTheTransportWasAway() {
        Api api = newTenant();
        Line line = new Line();
        line.there = false;
        start(newName(), "one", line);
        for (int i = 0; i < 20; i++) {
            append(api, 500);
        }
        line.there = true;
        await().atMost(PATIENCE).until(() -> line.positionsOf(api).size() >= 10_000);
        assertThat(line.positionsOf(api)).isEqualTo(upTo(10_000));
        assertThat(line.mostAtOnce).isLessThanOrEqualTo(500);
    }

    @Test
    void countsWhatWaitsUpToABoundWhileTheTransportIsAway() {
        Api api = newTenant();
        Line line = new Line();
        line.there = false;
        String name = newName();
        PublishingBacklog backlog = new PublishingBacklog(database, name);
        start(name, "one", line);
        append(api, 30);
        assertThat(backlog.count(PublishingBacklog.AT_MOST).block()).isGreaterThanOrEqualTo(30);
        assertThat(backlog.count(10).block()).isEqualTo(10);
        line.there = true;
        awaitAllPublished(name);
        assertThat(line.positionsOf(api)).isEqualTo(upTo(30));
    }

    @Test
    void goesOnWhereTheLastInstanceStopped() throws InterruptedException {
        Api api = newTenant();
        String name = newName();
        Line before = new Line();
        EventPublisher first = start(name, "one", before);
        append(api, 50);
        awaitAllPublished(name);
        assertThat(before.positionsOf(api)).isEqualTo(upTo(50));
        CountDownLatch stopped = new CountDownLatch(1);
        first.stop(stopped::countDown);
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(held(name, "one")).isZero();
        append(api, 10);
        Line after = new Line();
        start(name, "two", after);
        await().atMost(PATIENCE).until(() -> after.positionsOf(api).contains(60L));
        assertThat(after.positionsOf(api)).containsExactly(51L, 52L, 53L, 54L, 55L, 56L, 57L, 58L, 59L, 60L);
    }

    /** Leases and signs of life were given before the database's clock was set back an hour; their instance is gone. */
    @Test
    void takesOverFromOneWhoseLeaseReachesFurtherThanAnyIsGiven() {
        Api api = newTenant();
        String name = newName();
        String far = "now() + interval '1 hour'";
        asOwner("update publish_partitions set holder = 'gone', held_until = " + far + " where name = '" + name + "'");
        asOwner("insert into publisher_instances (name, instance, alive_until) values ('" + name + "', 'gone', " + far
                + ")");
        append(api, 10);
        Line line = new Line();
        start(name, "one", line);
        awaitAllPublished(name);
        assertThat(line.positionsOf(api)).isEqualTo(upTo(10));
    }

    /** It looks by itself once an hour only. */
    @Test
    void publishesWhatAnotherInstanceRecordedAsSoonAsItHears() {
        Api api = newTenant();
        JournalSignal ours = new JournalSignal();
        JournalNotices notices = new JournalNotices(
                database,
                Pools.factory(url, "l01", Database.READER),
                ours,
                Ids.uuid7().toString());
        StepVerifier.create(ours.ticks(Duration.ofHours(1)))
                .expectNextCount(1)
                .then(notices::start)
                .as("listens by now")
                .expectNextCount(1)
                .thenCancel()
                .verify(PATIENCE);
        Line line = new Line();
        String name = newName();
        try {
            start(name, "one", line, ours, Duration.ofHours(1));
            await().atMost(PATIENCE).until(() -> held(name, "one") == 8);
            append(api, 7);
            await().atMost(PATIENCE).until(() -> line.positionsOf(api).size() == 7);
        } finally {
            notices.stop();
        }
    }
}
