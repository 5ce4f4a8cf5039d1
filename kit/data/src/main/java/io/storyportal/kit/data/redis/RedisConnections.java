package io.storyportal.kit.data.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;

/**
 * One shared connection to Redis and one for subscriptions, made at first use and reconnecting by themselves. While Redis
 * is away commands fail at once instead of queueing up; a caller has to have an answer for that.
 */
public final class RedisConnections implements DisposableBean {

    private final RedisClient client;
    private final Mono<StatefulRedisConnection<String, String>> connection;
    private final Mono<StatefulRedisPubSubConnection<String, String>> pubSub;

    public RedisConnections(RedisProperties properties) {
        RedisURI uri = RedisURI.create(properties.url().isBlank() ? "redis://127.0.0.1:6379" : properties.url());
        uri.setTimeout(properties.timeout());
        client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(true)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(10_000)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(Duration.ofSeconds(2))
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(properties.timeout()))
                .build());
        connection = Mono.defer(() -> Mono.fromCompletionStage(client.connectAsync(StringCodec.UTF8, uri)))
                .cacheInvalidateIf(open -> false);
        pubSub = Mono.defer(() -> Mono.fromCompletionStage(client.connectPubSubAsync(StringCodec.UTF8, uri)))
                .cacheInvalidateIf(open -> false);
    }

    /** Commands on the shared connection. */
    public Mono<RedisReactiveCommands<String, String>> commands() {
        return connection.map(StatefulRedisConnection::reactive);
    }

    public Mono<StatefulRedisConnection<String, String>> connection() {
        return connection;
    }

    /** The shared connection for subscriptions; it subscribes again by itself after a reconnect. */
    public Mono<StatefulRedisPubSubConnection<String, String>> pubSub() {
        return pubSub;
    }

    public RedisClient client() {
        return client;
    }

    public Mono<Boolean> ping() {
        return commands().flatMap(RedisReactiveCommands::ping).map("PONG"::equals);
    }

    @Override
    public void destroy() {
        client.shutdownAsync(0, 2, TimeUnit.SECONDS);
    }
}
