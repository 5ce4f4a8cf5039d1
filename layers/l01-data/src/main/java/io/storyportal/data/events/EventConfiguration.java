package io.storyportal.data.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.storyportal.data.DataProperties;
import io.storyportal.data.database.Database;
import io.storyportal.data.journal.JournalSignal;
import io.storyportal.data.resources.RowProjections;
import io.storyportal.data.resources.Submissions;
import io.storyportal.data.schemas.EventSchemas;
import io.storyportal.data.schemas.EventTypes;
import io.storyportal.kit.web.health.Drain;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class EventConfiguration {

    @Bean
    EventRows eventRows(JsonMapper json) {
        return new EventRows(json);
    }

    @Bean
    EventLog eventLog(Database database, EventRows rows) {
        return new EventLog(database, rows);
    }

    @Bean
    EventHistory eventHistory(Database database, EventRows rows) {
        return new EventHistory(database, rows);
    }

    @Bean
    EventStream eventStream(
            EventLog log, JournalSignal signal, Drain drain, DataProperties properties, MeterRegistry metrics) {
        return new EventStream(log, signal, drain, properties.events(), metrics);
    }

    @Bean
    EventPartitions eventPartitions(Database database) {
        return new EventPartitions(database);
    }

    @Bean
    EventFeed eventFeed(Database database, EventRows rows) {
        return new EventFeed(database, rows);
    }

    @Bean
    PartitionFeed partitionFeed(Database database, EventRows rows) {
        return new PartitionFeed(database, rows);
    }

    @Bean
    EventAppends eventAppends(
            Submissions submissions,
            EventTypes types,
            Mono<EventSchemas> schemas,
            RowProjections projections,
            JsonMapper json) {
        return new EventAppends(submissions, types, schemas, projections.aggregates(), json);
    }
}
