package io.storyportal.apigateway.fleet;

import io.storyportal.kit.web.config.PortalProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

@Configuration(proxyBeanMethods = false)
class FleetConfiguration {

    @Bean
    FleetHealth fleetHealth(PortalProperties portal, WebClient.Builder builder) {
        return new FleetHealth(portal, builder);
    }
}
