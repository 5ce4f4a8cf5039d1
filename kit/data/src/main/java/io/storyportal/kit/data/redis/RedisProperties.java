package io.storyportal.kit.data.redis;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Redis is.
 *
 * @param url {@code redis://:password@host:port}
 * @param timeout limit of one command
 */
@ConfigurationProperties(value = "portal-data.redis", ignoreUnknownFields = false)
public record RedisProperties(
        @DefaultValue("") String url, @DefaultValue("1s") Duration timeout) {}
