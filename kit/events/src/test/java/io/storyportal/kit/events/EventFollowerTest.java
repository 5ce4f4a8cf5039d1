package io.storyportal.kit.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.storyportal.kit.data.postgres.TenantTransactions;
import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.testing.RealServers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;

/** A follower against a feed played over HTTP, with real Redis hints and checkpoints in a real PostgreSQL. */
@LayerTest
@Tag("kit")
class EventFollowerTest {

    private static final PlayedFeed FEED = new PlayedFeed();

    @DynamicPropertySource
    static void feed(DynamicPropertyRegistry properties) {
        properties.add("portal.urls.l01", FEED::url);
    }

    @Autowired
    EventFeed feed;

    @Autowired
    EventHints hints;

    @Autowired
    TenantTransactions transactions;

    private final List<Long> handled = new CopyOnWriteArrayList<>();
    private EventFollower follower;

    @BeforeEach
    void emptyFeed() {
        FEED.clear();
    }

    @AfterEach
    void stop() {
        if (follower != null) {
            follower.stop();
        }
    }

    @Test
    void handsOverEveryEventInOrderAcrossPages() {
        FEED.append(500);
        follow("in-order", event -> Mono.fromRunnable(() -> handled.add(event.position())));
        awaitHandled(500);
        assertThat(handled).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void goesOnAfterTheSavedCheckpoint() {
        FEED.append(10);
        follow("checkpoint", event -> Mono.fromRunnable(() -> handled.add(event.position())));
        awaitHandled(10);
        Awaitility.await().until(() -> "10"
                .equals(new PostgresCheckpointStore(transactions)
                        .load("checkpoint")
                        .block()));
        follower.stop();
        handled.clear();
        FEED.append(5);
        follow("checkpoint", event -> Mono.fromRunnable(() -> handled.add(event.position())));
        awaitHandled(5);
        assertThat(handled).containsExactly(11L, 12L, 13L, 14L, 15L);
    }

    @Test
    void triesAFailingEventAgainBeforeTheNext() {
        AtomicInteger failures = new AtomicInteger(3);
        FEED.append(3);
        follow(
                "retry",
                event -> event.position() == 2 && failures.getAndDecrement() > 0
                        ? Mono.error(new IllegalStateException("not yet"))
                        : Mono.fromRunnable(() -> handled.add(event.position())));
        awaitHandled(3);
        assertThat(handled).containsExactly(1L, 2L, 3L);
    }

    @Test
    void catchesUpWhenTheFeedWasAway() {
        FEED.fail(true);
        FEED.append(4);
        follow("away", event -> Mono.fromRunnable(() -> handled.add(event.position())));
        Awaitility.await().until(() -> FEED.refused() > 1);
        FEED.fail(false);
        awaitHandled(4);
    }

    @Test
    void looksAtOnceWhenRedisHints() {
        follow("hint", event -> Mono.fromRunnable(() -> handled.add(event.position())));
        RedisClient client = RedisClient.create(RealServers.redisUrl());
        try (StatefulRedisConnection<String, String> redis = client.connect()) {
            Awaitility.await().until(() -> redis.sync().publish(EventHints.CHANNEL, "{}") > 0);
            Awaitility.await().until(() -> FEED.looks() > 1);
            int before = FEED.looks();
            FEED.append(1);
            redis.sync().publish(EventHints.CHANNEL, "{}");
            awaitHandled(1);
            assertThat(FEED.looks()).isGreaterThan(before);
        } finally {
            client.shutdown();
        }
    }

    private void follow(String name, Function<EventEnvelope, Mono<Void>> handler) {
        follower = new EventFollower(
                name, List.of("plan.*"), feed, hints, new PostgresCheckpointStore(transactions), handler);
        follower.start();
    }

    private void awaitHandled(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(handled)
                .hasSize(count));
    }

    @SpringBootApplication
    static class FollowingLayer {}
}
