package io.storyportal.data.schemas;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class SchemaConfiguration {

    @Bean
    EventTypes eventTypes() {
        return EventContracts.types();
    }

    @Bean
    Mono<EventSchemas> eventSchemas(EventTypes types) {
        return EventSchemas.readOnce(types, EventContracts::schemas);
    }
}
