package io.storyportal.data.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.storyportal.data.database.Database;
import io.storyportal.data.events.EventFeed;
import io.storyportal.data.journal.JournalSignal;
import io.storyportal.data.watching.WatchedNumber;
import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.kit.web.ids.Ids;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class PublishingConfiguration {

    private static final String REDIS = "redis";

    @Bean
    EventTransport eventTransport(RedisConnections redis, JsonMapper json) {
        return new RedisTransport(redis, json);
    }

    @Bean
    EventPublisher eventPublisher(
            Database database,
            EventFeed feed,
            EventTransport transport,
            JournalSignal signal,
            Clock clock,
            MeterRegistry metrics) {
        String instance = Ids.uuid7().toString();
        PublisherPosition position = new PublisherPosition(database, REDIS, instance);
        return new EventPublisher(database, feed, position, transport, signal, clock, metrics);
    }

    @Bean
    WatchedNumber publishBehind(Database database, MeterRegistry metrics) {
        PublishingBacklog backlog = new PublishingBacklog(database, REDIS);
        return new WatchedNumber(
                "l01.publish.behind",
                "Events not yet published, counted up to " + PublishingBacklog.AT_MOST,
                database,
                backlog.count(PublishingBacklog.AT_MOST),
                metrics);
    }
}
