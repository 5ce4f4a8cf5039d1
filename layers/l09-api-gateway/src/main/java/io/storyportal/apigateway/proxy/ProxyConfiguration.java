package io.storyportal.apigateway.proxy;

import io.storyportal.apigateway.routing.RouteTable;
import io.storyportal.kit.web.config.PortalProperties;
import io.storyportal.kit.web.health.Drain;
import io.storyportal.kit.web.identity.TokenSigner;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ProxyConfiguration {

    @Bean
    DoorRoutes doorRoutes(RouteTable table, PortalProperties portal) {
        return new DoorRoutes(table, portal);
    }

    @Bean
    RoutePredicateHandlerMapping routePredicateHandlerMapping(
            FilteringWebHandler handler,
            DoorRoutes routes,
            RouteTable table,
            GlobalCorsProperties cors,
            Environment environment) {
        return new DoorHandlerMapping(handler, routes, table, cors, environment);
    }

    @Bean
    EntryFilter entryFilter(TokenSigner signer, JsonMapper json) {
        return new EntryFilter(signer, new BodyFields(json));
    }

    @Bean
    DestinationFilter destinationFilter() {
        return new DestinationFilter();
    }

    @Bean
    CallFilter callFilter() {
        return new CallFilter(new Breakers());
    }

    @Bean
    StreamEndFilter streamEndFilter(Drain drain) {
        return new StreamEndFilter(drain);
    }

    @Bean
    @Primary
    WebSocketService drainingWebSockets(RequestUpgradeStrategy upgrade, Drain drain) {
        return new DrainingWebSockets(new HandshakeWebSocketService(upgrade), drain);
    }
}
