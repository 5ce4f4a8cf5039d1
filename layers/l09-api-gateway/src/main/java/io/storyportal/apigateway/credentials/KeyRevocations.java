package io.storyportal.apigateway.credentials;

import io.lettuce.core.pubsub.api.reactive.RedisPubSubReactiveCommands;
import io.storyportal.kit.data.redis.RedisConnections;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Makes a revocation count at once: the door forgets what it knew of keys when one is deleted through it, before that is
 * answered, and when L01 tells of a changed key. Both are hints; without them the memory itself is short.
 */
final class KeyRevocations implements WebFilter, Ordered, DisposableBean {

    private static final PathPattern KEYS = PathPatternParser.defaultInstance.parse("/api/v1/api-keys/{id}");
    private static final String EVENTS = "events:api_key.*";

    private final RememberedKeys keys;
    private final RedisConnections redis;
    private final Disposable.Swap subscription = Disposables.swap();

    KeyRevocations(RememberedKeys keys, RedisConnections redis) {
        this.keys = keys;
        this.redis = redis;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getMethod() == HttpMethod.DELETE
                && KEYS.matches(exchange.getRequest().getPath().pathWithinApplication())) {
            exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(keys::forget));
        }
        return chain.filter(exchange);
    }

    @EventListener(ApplicationReadyEvent.class)
    void listen() {
        subscription.update(redis.pubSub()
                .flatMapMany(connection -> {
                    RedisPubSubReactiveCommands<String, String> commands = connection.reactive();
                    return commands.psubscribe(EVENTS).thenMany(commands.observePatterns());
                })
                .doOnNext(event -> keys.forget())
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(5)))
                .subscribe());
    }

    @Override
    public void destroy() {
        subscription.dispose();
    }
}
