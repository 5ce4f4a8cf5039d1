package io.storyportal.apigateway.limits;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.storyportal.kit.data.redis.RedisConnections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import reactor.core.publisher.Mono;

/** Buckets shared by all gateways: one script, one round trip, no two gateways ever disagree. */
final class RedisBuckets implements Buckets {

    private final RedisConnections redis;
    private final String script = read("limits/token-bucket.lua");

    RedisBuckets(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public Mono<Take> take(Quota quota) {
        return redis.commands().flatMap(commands -> run(commands, quota)).map(RedisBuckets::read);
    }

    private Mono<List<Object>> run(RedisReactiveCommands<String, String> commands, Quota quota) {
        String[] keys = {"l09:rate:" + quota.tier() + ":" + quota.holder()};
        String rate = Integer.toString(quota.tier().perSecond());
        return commands.evalsha(commands.digest(script), ScriptOutputType.MULTI, keys, rate, rate)
                .onErrorResume(
                        RedisNoScriptException.class,
                        unknown -> commands.eval(script, ScriptOutputType.MULTI, keys, rate, rate))
                .collectList();
    }

    /** The driver hands the script's three numbers out one by one, or as one list. */
    private static Take read(List<Object> answer) {
        List<?> numbers = answer.size() == 1 && answer.getFirst() instanceof List<?> list ? list : answer;
        return new Take(
                number(numbers, 0) == 1, number(numbers, 1), Duration.of(number(numbers, 2), ChronoUnit.MICROS));
    }

    private static long number(List<?> numbers, int index) {
        return ((Number) numbers.get(index)).longValue();
    }

    private static String read(String resource) {
        try {
            return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
