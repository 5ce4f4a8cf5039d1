package io.storyportal.apigateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.kit.data.redis.RedisProperties;
import io.storyportal.kit.testing.RealServers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("l09")
class RedisBucketsTest implements BucketsContract {

    private static final RedisConnections REDIS =
            new RedisConnections(new RedisProperties(RealServers.redisUrl(), Duration.ofSeconds(5)));

    private final Buckets buckets = new RedisBuckets(REDIS);

    @Override
    public Buckets buckets() {
        return buckets;
    }

    @AfterAll
    static void disconnect() {
        REDIS.destroy();
    }

    @Test
    void twoGatewaysShareABucket() {
        Quota quota = someone();
        BucketsContract.drain(new RedisBuckets(REDIS), quota);

        assertThat(new RedisBuckets(REDIS).take(quota).block().remaining()).isLessThan(99);
    }

    @Test
    void aFullBucketLeavesNothingBehind() {
        Quota quota = someone();
        buckets.take(quota).block();

        Long ttl = REDIS.commands()
                .flatMap(commands -> commands.pttl("l09:rate:STANDARD:" + quota.holder()))
                .block();

        assertThat(ttl).isBetween(1L, 2_000L);
    }
}
