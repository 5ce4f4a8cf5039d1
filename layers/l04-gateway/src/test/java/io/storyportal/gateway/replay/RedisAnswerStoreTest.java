package io.storyportal.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.kit.data.redis.RedisProperties;
import io.storyportal.kit.testing.RealServers;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Tag("l04")
class RedisAnswerStoreTest {

    private static final RedisConnections REDIS =
            new RedisConnections(new RedisProperties(RealServers.redisUrl(), Duration.ofSeconds(5)));

    private final AnswerStore store = new RedisAnswerStore(REDIS);
    private final TenantId tenant = new TenantId(Ids.uuid7());

    @AfterAll
    static void close() {
        REDIS.destroy();
    }

    @Test
    void findsWhatItKept() {
        StepVerifier.create(store.keep(tenant, "key", "an answer")).verifyComplete();

        StepVerifier.create(store.find(tenant, "key")).expectNext("an answer").verifyComplete();
        StepVerifier.create(store.find(tenant, "another key")).verifyComplete();
    }

    @Test
    void keepsTheFirstOfSeveralUntilItIsForgotten() {
        StepVerifier.create(store.keepFirst(tenant, "key", "first"))
                .expectNext("first")
                .verifyComplete();
        StepVerifier.create(store.keepFirst(tenant, "key", "second"))
                .expectNext("first")
                .verifyComplete();
        Mono<Long> left = REDIS.commands().flatMap(redis -> redis.ttl("l04:" + tenant + ":answer:key"));
        StepVerifier.create(left)
                .assertNext(seconds -> assertThat(seconds).isBetween(86_000L, 86_400L))
                .verifyComplete();

        StepVerifier.create(store.forget(tenant, "key")).verifyComplete();
        StepVerifier.create(store.keepFirst(tenant, "key", "second"))
                .expectNext("second")
                .verifyComplete();
    }

    @Test
    void keepsTenantsApart() {
        StepVerifier.create(store.keep(tenant, "key", "an answer")).verifyComplete();

        StepVerifier.create(store.find(new TenantId(Ids.uuid7()), "key")).verifyComplete();
    }

    @Test
    void keepsAnAnswerForADay() {
        StepVerifier.create(store.keep(tenant, "key", "an answer")).verifyComplete();

        Mono<Long> left = REDIS.commands().flatMap(redis -> redis.ttl("l04:" + tenant + ":answer:key"));
        StepVerifier.create(left)
                .assertNext(seconds -> assertThat(seconds).isBetween(86_000L, 86_400L))
                .verifyComplete();
    }

    @Test
    void keepsNothingBeforeItIsAskedTo() {
        Mono<Void> keeping = store.keep(tenant, "lazy", "an answer");

        StepVerifier.create(store.find(tenant, "lazy")).verifyComplete();
        StepVerifier.create(keeping.then(store.find(tenant, "lazy")))
                .expectNext("an answer")
                .verifyComplete();
    }
}
