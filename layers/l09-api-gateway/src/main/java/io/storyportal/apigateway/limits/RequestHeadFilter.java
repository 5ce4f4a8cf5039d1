package io.storyportal.apigateway.limits;

import io.storyportal.apigateway.ApiGatewayProblem;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Bounds URL and headers, before anything reads them. Netty's own bounds are set wider ({@code application.yaml}), because
 * what Netty refuses gets no problem document.
 */
final class RequestHeadFilter implements WebFilter, Ordered {

    /** Layers inside stop at 4 KiB for the request line and 8 KiB for headers; the door's token needs room as well. */
    static final int LONGEST_URL = 4_000;

    static final int LARGEST_HEADERS = 7 * 1024;
    private static final int BEFORE_AUTHENTICATION = Ordered.HIGHEST_PRECEDENCE + 50;

    @Override
    public int getOrder() {
        return BEFORE_AUTHENTICATION;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (request.getURI().toASCIIString().length() > LONGEST_URL) {
            return Mono.error(
                    ApiGatewayProblem.URL_TOO_LONG.exception("The URL is over " + LONGEST_URL + " characters"));
        }
        if (size(request.getHeaders()) > LARGEST_HEADERS) {
            return Mono.error(ApiGatewayProblem.HEADERS_TOO_LARGE.exception(
                    "The headers are over " + LARGEST_HEADERS + " bytes in all"));
        }
        return chain.filter(exchange);
    }

    private static long size(HttpHeaders headers) {
        return headers.headerSet().stream()
                .mapToLong(header -> header.getValue().stream()
                        .mapToLong(value -> header.getKey().length() + (long) value.length() + ": \r\n".length())
                        .sum())
                .sum();
    }
}
