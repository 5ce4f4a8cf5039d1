package io.storyportal.data.configuration;

import io.storyportal.data.events.EventHistory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConfigConfiguration {

    @Bean
    ConfigHistory configHistory(EventHistory events) {
        return new ConfigHistory(events);
    }
}
