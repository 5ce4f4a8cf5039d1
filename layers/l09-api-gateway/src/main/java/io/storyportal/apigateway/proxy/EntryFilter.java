package io.storyportal.apigateway.proxy;

import io.storyportal.apigateway.limits.BodyLimit;
import io.storyportal.apigateway.routing.Destination;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.identity.TokenSigner;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets a caller in: the role its route asks for, a body within the route's limit, and the door's token for the layer. */
final class EntryFilter implements GlobalFilter, Ordered {

    private final TokenSigner signer;
    private final BodyFields bodies;

    EntryFilter(TokenSigner signer, BodyFields bodies) {
        this.signer = signer;
        this.bodies = bodies;
    }

    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Destination destination = DoorHandlerMapping.destinationOf(exchange);
        return Caller.current().flatMap(caller -> {
            caller.require(destination.role());
            ServerHttpRequest limited = BodyLimit.on(
                    exchange.getRequest(), destination.rule().body().limit());
            String token = signer.tokenFor(destination.rule().layer(), caller);
            return bodies.fill(limited, destination.fields()).flatMap(filled -> {
                HttpHeaders inside = Inside.headers(filled.getHeaders(), token);
                return chain.filter(
                        exchange.mutate().request(withHeaders(filled, inside)).build());
            });
        });
    }

    private static ServerHttpRequest withHeaders(ServerHttpRequest request, HttpHeaders headers) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public HttpHeaders getHeaders() {
                return headers;
            }
        };
    }
}
