package io.storyportal.gateway.replay;

import io.lettuce.core.SetArgs;
import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Answers in Redis, for a day: longer than any caller takes to come back. */
public final class RedisAnswerStore implements AnswerStore {

    private static final SetArgs FOR_A_DAY = SetArgs.Builder.ex(Duration.ofDays(1));
    private static final SetArgs UNLESS_THERE =
            SetArgs.Builder.ex(Duration.ofDays(1)).nx();

    private final RedisConnections redis;

    public RedisAnswerStore(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public Mono<String> find(TenantId tenant, String key) {
        return redis.commands().flatMap(commands -> commands.get(place(tenant, key)));
    }

    @Override
    public Mono<Void> keep(TenantId tenant, String key, String answer) {
        return redis.commands()
                .flatMap(commands -> commands.set(place(tenant, key), answer, FOR_A_DAY))
                .then();
    }

    @Override
    public Mono<String> keepFirst(TenantId tenant, String key, String text) {
        String place = place(tenant, key);
        return redis.commands()
                .flatMap(commands -> commands.set(place, text, UNLESS_THERE).then(commands.get(place)));
    }

    @Override
    public Mono<Void> forget(TenantId tenant, String key) {
        return redis.commands()
                .flatMap(commands -> commands.del(place(tenant, key)))
                .then();
    }

    private static String place(TenantId tenant, String key) {
        return "l04:" + tenant + ":answer:" + key;
    }
}
