package io.storyportal.apigateway.proxy;

import io.storyportal.apigateway.credentials.Standing;
import io.storyportal.kit.web.health.Drain;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends streams of events between two chunks: when the door is stopping, when the key that opened them is revoked, and after
 * 15 minutes at the latest, in case nobody told of that. Their clients come back with the last event's id. Answers to
 * anything but GET are work in flight, and may finish.
 */
final class StreamEndFilter implements GlobalFilter, Ordered {

    static final Duration LONGEST = Duration.ofMinutes(15);

    private final Drain drain;

    StreamEndFilter(Drain drain) {
        this.drain = drain;
    }

    @Override
    public int getOrder() {
        return NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        if (exchange.getRequest().getMethod() != HttpMethod.GET) {
            return chain.filter(exchange);
        }
        ServerHttpResponse response = exchange.getResponse();
        Mono<Void> end = firstOf(drain.signal(), Standing.endOf(exchange));
        return chain.filter(exchange.mutate().response(ending(response, end)).build());
    }

    static Mono<Void> firstOf(Mono<Void> stopping, Mono<Void> revoked) {
        return Mono.firstWithSignal(stopping, revoked, Mono.delay(LONGEST).then());
    }

    private static ServerHttpResponse ending(ServerHttpResponse response, Mono<Void> end) {
        return new ServerHttpResponseDecorator(response) {
            @Override
            public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
                return super.writeAndFlushWith(Flux.from(body).takeUntilOther(end));
            }
        };
    }
}
