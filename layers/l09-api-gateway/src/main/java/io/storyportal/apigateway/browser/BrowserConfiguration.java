package io.storyportal.apigateway.browser;

import io.storyportal.apigateway.ApiGatewayProperties;
import io.storyportal.kit.web.caller.Credentials;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

@Configuration(proxyBeanMethods = false)
class BrowserConfiguration {

    @Bean
    SecurityHeadersFilter securityHeadersFilter() {
        return new SecurityHeadersFilter();
    }

    /** Without configured origins no answer allows another site anything. Cookies never cross sites, whatever is set. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 10)
    CorsWebFilter corsFilter(ApiGatewayProperties properties) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(properties.corsOrigins());
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        cors.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.IF_MATCH,
                Credentials.API_KEY,
                "Idempotency-Key",
                "Last-Event-ID",
                "traceparent"));
        cors.setExposedHeaders(List.of(HttpHeaders.ETAG, HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER, "RateLimit"));
        cors.setMaxAge(Duration.ofMinutes(10));
        boolean closed = properties.corsOrigins().isEmpty();
        return new CorsWebFilter(exchange -> closed ? null : cors);
    }

    /** Whoever types the bare address wants the dashboard. */
    @Bean
    RouterFunction<ServerResponse> frontPage() {
        return RouterFunctions.route()
                .GET("/", request -> ServerResponse.temporaryRedirect(URI.create("/ui/")).build())
                .build();
    }
}
