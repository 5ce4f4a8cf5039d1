package io.storyportal.data.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.storyportal.data.DataProperties;
import io.storyportal.data.database.Database;
import io.storyportal.data.events.PartitionFeed;
import io.storyportal.data.journal.JournalSignal;
import io.storyportal.data.watching.WatchedNumber;
import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.kit.web.ids.Ids;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class PublishingConfiguration {

    private static final String EVENTS = "events";
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Chosen here and not by a condition, so that one jar prepared ahead of time serves both. */
    @Bean
    EventTransport eventTransport(DataProperties properties, RedisConnections redis, JsonMapper json) {
        DataProperties.Events events = properties.events();
        return switch (events.transport()) {
            case REDIS -> new RedisTransport(redis, json);
            case KAFKA -> new KafkaTransport(events.kafka(), json);
        };
    }

    @Bean
    EventPublisher eventPublisher(
            Database database,
            PartitionFeed feed,
            EventTransport transport,
            JournalSignal signal,
            Clock clock,
            MeterRegistry metrics) {
        PartitionLeases leases =
                new PartitionLeases(database, EVENTS, Ids.uuid7().toString());
        return new EventPublisher(feed, leases, transport, signal, LOOK, clock, metrics);
    }

    @Bean
    WatchedNumber publishBehind(Database database, MeterRegistry metrics) {
        PublishingBacklog backlog = new PublishingBacklog(database, EVENTS);
        return new WatchedNumber(
                "l01.publish.behind",
                "Events not yet published, among the next " + PublishingBacklog.AT_MOST,
                database,
                backlog.count(PublishingBacklog.AT_MOST),
                metrics);
    }
}
