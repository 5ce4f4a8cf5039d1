package io.storyportal.kit.events;

import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.kit.web.caller.SystemCaller;
import io.storyportal.kit.web.config.PortalProperties;
import io.storyportal.kit.web.ids.TenantId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** The feed and its hints, for a layer that declares {@link EventFollower} beans. */
@AutoConfiguration
public class KitEventsAutoConfiguration {

    @Bean
    @Lazy
    EventFeed eventFeed(Bridges bridges, PortalProperties properties) {
        return new EventFeed(bridges, SystemCaller.of(TenantId.DEFAULT, properties.layer()));
    }

    @Bean
    @Lazy
    EventHints eventHints(RedisConnections redis) {
        return new EventHints(redis);
    }
}
