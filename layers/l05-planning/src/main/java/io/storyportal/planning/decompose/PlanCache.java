package io.storyportal.planning.decompose;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.digest.Sha256;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * How goals of a shape were decomposed before: in this process, then in Redis for all replicas. Per tenant. Without Redis
 * there is only the first, and nothing fails for it.
 */
final class PlanCache {
    private static final Logger log = LoggerFactory.getLogger(PlanCache.class);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final int ENTRIES = 2_000;

    private final Cache<String, String> near =
            Caffeine.newBuilder().maximumSize(ENTRIES).expireAfterWrite(KEPT).build();
    private final RedisConnections redis;

    PlanCache(RedisConnections redis) {
        this.redis = redis;
    }

    /** @param version of whatever the decomposition depends on beside the goal */
    static String key(TenantId tenant, String version, String shape) {
        return "l05:plan:" + tenant + ":" + Sha256.hex(version + "\n" + shape);
    }

    Mono<String> get(String key) {
        @Nullable String here = near.getIfPresent(key);
        if (here != null) {
            return Mono.just(here);
        }
        return redis.commands()
                .flatMap(commands -> commands.get(key))
                .timeout(PATIENCE)
                .doOnNext(found -> near.put(key, found))
                .onErrorResume(PlanCache::withoutRedis);
    }

    Mono<Void> remove(String key) {
        return Mono.defer(() -> {
            near.invalidate(key);
            return onTheSide(commands -> commands.del(key));
        });
    }

    /** Keeps the value here at once; Redis is told on the side. */
    Mono<Void> put(String key, String value) {
        return Mono.defer(() -> {
            near.put(key, value);
            return onTheSide(commands -> commands.set(key, value, SetArgs.Builder.ex(KEPT)));
        });
    }

    private Mono<Void> onTheSide(Function<RedisReactiveCommands<String, String>, Mono<?>> telling) {
        return Mono.deferContextual(request -> {
            redis.commands()
                    .flatMap(telling)
                    .timeout(PATIENCE)
                    .onErrorResume(PlanCache::withoutRedis)
                    .contextWrite(request)
                    .subscribe();
            return Mono.empty();
        });
    }

    private static <T> Mono<T> withoutRedis(Throwable failure) {
        return InContext.fromRunnable(() -> log.debug("Plan cache without Redis: {}", failure.toString()));
    }
}
