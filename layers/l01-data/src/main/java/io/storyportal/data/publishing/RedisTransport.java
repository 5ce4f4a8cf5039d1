package io.storyportal.data.publishing;

import io.lettuce.core.ScriptOutputType;
import io.storyportal.data.journal.EventEnvelope;
import io.storyportal.kit.data.redis.RedisConnections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Redis channels: {@code l01:events} for all, {@code events:<type>} for those who want few. */
final class RedisTransport implements EventTransport {

    private static final String[] NO_KEYS = {};

    private final RedisConnections redis;
    private final JsonMapper json;
    private final String script = read("publishing/publish.lua");

    RedisTransport(RedisConnections redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** In order and in one command, which Redis carries out whole. */
    @Override
    public Mono<Void> publish(List<EventEnvelope> events) {
        return redis.commands()
                .flatMapMany(commands -> commands.eval(script, ScriptOutputType.STATUS, NO_KEYS, messages(events)))
                .then();
    }

    private String[] messages(List<EventEnvelope> events) {
        return events.stream()
                .flatMap(event -> Stream.of(event.eventType(), json.writeValueAsString(event)))
                .toArray(String[]::new);
    }

    private static String read(String resource) {
        try {
            return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
