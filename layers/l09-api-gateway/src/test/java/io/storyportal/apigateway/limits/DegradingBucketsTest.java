package io.storyportal.apigateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.kit.data.redis.RedisProperties;
import io.storyportal.kit.servers.EmbeddedRedis;
import io.storyportal.kit.servers.ServerOptions;
import io.storyportal.kit.testing.TestFolders;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("l09")
class DegradingBucketsTest {

    private static final Quota QUOTA = new Quota("someone", Tier.STANDARD);

    private final TestClock clock = new TestClock();

    @Test
    void withoutRedisThisGatewayStillLimits() {
        RedisConnections nowhere =
                new RedisConnections(new RedisProperties("redis://127.0.0.1:1", Duration.ofSeconds(1)));
        try {
            Buckets buckets = new DegradingBuckets(new RedisBuckets(nowhere), new LocalBuckets(), clock);

            assertThat(buckets.take(QUOTA).block().allowed()).isTrue();
            BucketsContract.drain(buckets, QUOTA);
        } finally {
            nowhere.destroy();
        }
    }

    @Test
    void countsInRedisAgainWhenItIsBack() {
        Path folder = TestFolders.temporary("degrading");
        EmbeddedRedis first = EmbeddedRedis.start(folder, 0, ServerOptions.throwAway());
        RedisConnections redis = new RedisConnections(new RedisProperties(first.url(), Duration.ofSeconds(5)));
        Buckets shared = new RedisBuckets(redis);
        Buckets buckets = new DegradingBuckets(shared, new LocalBuckets(), clock);
        int port = first.port();
        buckets.take(QUOTA).block();

        first.close();
        assertThat(buckets.take(QUOTA).block().allowed()).isTrue();

        try (EmbeddedRedis again = EmbeddedRedis.start(folder, port, ServerOptions.throwAway())) {
            Awaitility.await().untilAsserted(() -> {
                clock.pass(Duration.ofSeconds(2));
                buckets.take(QUOTA).block();
                assertThat(shared.take(QUOTA).block().remaining()).isLessThan(99);
            });
        } finally {
            redis.destroy();
        }
    }

    private static final class TestClock extends Clock {

        private volatile Instant now = Instant.EPOCH;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
