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
import org.springframework.web.server.WebFilter;

@Configuration(proxyBeanMethods = false)
class BrowserConfiguration {

    @Bean
    SecurityHeadersFilter securityHeadersFilter() {
        return new SecurityHeadersFilter();
    }

    /** Without configured origins a page of another site is told nothing. Cookies never cross sites, whatever is set. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 10)
    WebFilter corsFilter(ApiGatewayProperties properties) {
        return properties.corsOrigins().isEmpty()
                ? (exchange, chain) -> chain.filter(exchange)
                : new CorsWebFilter(exchange -> cors(properties.corsOrigins()));
    }

    /** Whoever types the bare address wants the dashboard. */
    @Bean
    RouterFunction<ServerResponse> frontPage() {
        return RouterFunctions.route()
                .GET("/", request -> ServerResponse.temporaryRedirect(URI.create("/ui/"))
                        .build())
                .build();
    }

    private static CorsConfiguration cors(List<String> origins) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins);
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
        return cors;
    }
}
