package io.storyportal.data.schemas;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SchemaConfiguration {

    @Bean
    EventTypes eventTypes() {
        return EventContracts.types();
    }

    @Bean
    EventSchemas eventSchemas(EventTypes types) {
        return new EventSchemas(types, EventContracts::schemas);
    }
}
