package io.storyportal.apigateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.kit.data.redis.RedisProperties;
import io.storyportal.kit.testing.RealServers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("l09")
class RedisBucketsTest implements BucketsContract {

    private static final RedisConnections REDIS =
            new RedisConnections(new RedisProperties(RealServers.redisUrl(), Duration.ofMinutes(1)));

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
    void aGatewaySeesWhatOthersTook() {
        Quota quota = someone();
        Map<String, String> inDebt = Map.of("tokens", "-3000", "at", Long.toString(System.currentTimeMillis() * 1_000));
        REDIS.commands()
                .flatMap(commands -> commands.hset("l09:rate:STANDARD:" + quota.holder(), inDebt))
                .block();

        Take refused = buckets.take(quota).block();

        assertThat(refused.allowed()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.pause()).isGreaterThan(Duration.ofSeconds(10));
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
