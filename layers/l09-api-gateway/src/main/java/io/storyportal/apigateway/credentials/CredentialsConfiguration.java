package io.storyportal.apigateway.credentials;

import io.storyportal.apigateway.ApiGatewayProperties;
import io.storyportal.apigateway.bridge.L01Bridge;
import io.storyportal.apigateway.routing.RouteTable;
import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.kit.web.config.PortalProperties;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CredentialsConfiguration {

    @Bean
    RememberedKeys rememberedKeys(L01Bridge bridge, ApiGatewayProperties properties, PortalProperties portal) {
        boolean dev = portal.profile() == PortalProperties.Profile.DEV;
        boolean acceptDevKey = Objects.requireNonNullElse(properties.acceptDevKey(), dev);
        if (acceptDevKey && !dev) {
            throw new IllegalStateException(
                    "l09.accept-dev-key is true in the production profile: everybody knows that key."
                            + " Remove the setting, or set PORTAL_PROFILE=dev on a machine of your own");
        }
        KeyDirectory real = new L01Keys(bridge);
        return new RememberedKeys(acceptDevKey ? new DevKeyDirectory(portal, real) : real, properties.keyMemory());
    }

    @Bean
    KeyRevocations keyRevocations(RememberedKeys keys, RedisConnections redis) {
        return new KeyRevocations(keys, redis);
    }

    @Bean
    Sessions sessions(RedisConnections redis, ApiGatewayProperties properties) {
        return new Sessions(redis, properties.sessionLifetime());
    }

    @Bean
    OutsideAuthenticator outsideAuthenticator(RouteTable routes, RememberedKeys keys, Sessions sessions) {
        return new OutsideAuthenticator(routes, keys, sessions, new WrongKeys());
    }

    @Bean
    SessionCookie sessionCookie(ApiGatewayProperties properties, PortalProperties portal) {
        boolean production = portal.profile() == PortalProperties.Profile.PRODUCTION;
        return new SessionCookie(
                Objects.requireNonNullElse(properties.secureCookie(), production), properties.sessionLifetime());
    }
}
