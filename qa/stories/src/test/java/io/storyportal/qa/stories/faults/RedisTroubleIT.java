package io.storyportal.qa.stories.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.storyportal.cli.terminal.Json;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.qa.stories.faults.TroubledRedis.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Redis is only told what is there already: whatever is wrong with it, L01 takes writes, serves reads and catches up. */
@Tag("stories")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisTroubleIT {

    private static final Duration RECOVERY = Duration.ofMinutes(2);
    private static final int EVENTS = 40;
    /** Of what the trouble harmed: L01 has noticed it, and more than once. */
    private static final int NOTICED = 2;

    @TempDir
    static Path folder;

    private DataServers servers;

    @BeforeAll
    void start() {
        servers = DataServers.startedBehindTroubledRedis(folder);
    }

    @AfterAll
    void stop() {
        servers.close();
    }

    @ParameterizedTest
    @EnumSource(value = Trouble.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void takesWritesMeanwhileAndPublishesAllInOrderAfterwards(Trouble trouble) throws Exception {
        var tenant = new DataClient(servers.url(), servers.keys(), new TenantId(Ids.uuid7()));
        var published = new CopyOnWriteArrayList<Long>();
        try (var redis = RedisClient.create(servers.redisUrl());
                var subscriber = redis.connectPubSub()) {
            subscriber.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String message) {
                    var event = Json.parse(message);
                    if (event.path("metadata").path("tenant_id").asString().equals(tenant.tenant() + "")) {
                        published.add(event.path("position").asLong());
                    }
                }
            });
            subscriber.sync().subscribe("l01:events");
            append(tenant);
            await("the first event").atMost(RECOVERY).until(() -> published.contains(1L));
            var harmed = servers.troubledRedis().harmed();
            servers.troubledRedis().trouble(trouble);
            for (var i = 1; i < EVENTS / 2; i++) {
                append(tenant);
            }
            if (trouble != Trouble.GONE) {
                await("the trouble")
                        .atMost(RECOVERY)
                        .until(() -> servers.troubledRedis().harmed() >= harmed + NOTICED);
            }
            for (var i = EVENTS / 2; i < EVENTS; i++) {
                append(tenant);
            }
            assertThat(tenant.get("/api/events?limit=500").body().path("items")).hasSize(EVENTS);
            assertThat(servers.ready()).isEqualTo("UP");
            servers.troubledRedis().trouble(Trouble.NONE);
            await("what waited").atMost(RECOVERY).until(() -> published.contains((long) EVENTS));
        }
        System.out.printf("Redis %s: %d writes acked, %d messages published%n", trouble, EVENTS, published.size());
        assertThat(published.stream().distinct())
                .as("of what may come again, the first")
                .isEqualTo(everything());
    }

    private static List<Long> everything() {
        return LongStream.rangeClosed(1, EVENTS).boxed().toList();
    }

    private static void append(DataClient tenant) {
        var answer = tenant.post(
                "/api/events",
                "{\"event_type\":\"custom.noted\",\"aggregate_id\":\"%s\",\"payload\":{}}".formatted(Ids.uuid7()),
                null);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }
}
