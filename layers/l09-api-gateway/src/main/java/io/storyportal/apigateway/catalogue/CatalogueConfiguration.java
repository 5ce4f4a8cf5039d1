package io.storyportal.apigateway.catalogue;

import io.storyportal.apigateway.routing.RouteTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {

    @Bean
    PlatformApiFiles platformApiFiles(RouteTable routes) {
        return new PlatformApiFiles(routes);
    }
}
