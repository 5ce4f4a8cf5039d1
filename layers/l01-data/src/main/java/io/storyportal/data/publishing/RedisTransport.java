package io.storyportal.data.publishing;

import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.storyportal.data.journal.EventEnvelope;
import io.storyportal.kit.data.redis.RedisConnections;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Redis channels: {@code l01:events} for all, {@code events:<type>} for those who want few. */
final class RedisTransport implements EventTransport {

    private static final String ALL = "l01:events";
    private static final String BY_TYPE = "events:";
    private static final int IN_FLIGHT = 64;

    private final RedisConnections redis;
    private final JsonMapper json;

    RedisTransport(RedisConnections redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** In order: commands of one connection are carried out as they were sent. */
    @Override
    public Mono<Void> publish(List<EventEnvelope> events) {
        return redis.commands()
                .flatMapMany(commands ->
                        Flux.fromIterable(events).flatMapSequential(event -> publish(commands, event), IN_FLIGHT))
                .then();
    }

    private Mono<Long> publish(RedisReactiveCommands<String, String> commands, EventEnvelope event) {
        String message = json.writeValueAsString(event);
        return commands.publish(ALL, message)
                .zipWith(commands.publish(BY_TYPE + event.eventType(), message), Long::sum);
    }
}
