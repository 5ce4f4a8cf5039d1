package io.storyportal.apigateway;

import io.storyportal.apigateway.bridge.L01Bridge;
import io.storyportal.apigateway.routing.RouteFile;
import io.storyportal.apigateway.routing.RouteTable;
import io.storyportal.kit.web.bridge.Bridges;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What several features of the door share. */
@Configuration(proxyBeanMethods = false)
class ApiGatewayConfiguration {

    @Bean
    RouteTable routeTable(ApiGatewayProperties properties) {
        return RouteFile.read(properties.routes());
    }

    @Bean
    L01Bridge l01Bridge(Bridges bridges) {
        return new L01Bridge(bridges);
    }
}
