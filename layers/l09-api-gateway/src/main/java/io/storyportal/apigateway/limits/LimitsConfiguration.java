package io.storyportal.apigateway.limits;

import io.storyportal.kit.data.redis.RedisConnections;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {

    @Bean
    RequestHeadFilter requestHeadFilter() {
        return new RequestHeadFilter();
    }

    @Bean
    RateLimitFilter rateLimitFilter(RedisConnections redis, Clock clock) {
        return new RateLimitFilter(new DegradingBuckets(new RedisBuckets(redis), new LocalBuckets(), clock));
    }
}
