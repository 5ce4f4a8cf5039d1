package io.storyportal.apigateway.credentials;

import io.lettuce.core.SetArgs;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.storyportal.apigateway.ApiGatewayProblem;
import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.kit.web.context.InContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Browser sessions in Redis. A session is the API key it was opened with, sealed by its cookie, so a session can never do
 * more than its key can now: a revoked key ends its sessions, a changed role changes them.
 */
final class Sessions {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);
    private static final int COOKIE_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RedisConnections redis;
    private final Duration lifetime;

    Sessions(RedisConnections redis, Duration lifetime) {
        this.redis = redis;
        this.lifetime = lifetime;
    }

    /** Opens a session and returns its cookie. */
    Mono<String> open(String apiKey) {
        return Mono.defer(() -> {
            String cookie = newCookie();
            return ask(commands ->
                            commands.set(id(cookie), SealedKey.seal(apiKey, cookie), SetArgs.Builder.ex(lifetime)))
                    .thenReturn(cookie);
        });
    }

    /** The API key of a session; nothing when there is no such session (any more). */
    Mono<String> keyOf(String cookie) {
        return ask(commands -> commands.get(id(cookie))).map(stored -> SealedKey.open(stored, cookie));
    }

    Mono<Void> close(String cookie) {
        return ask(commands -> commands.del(id(cookie))).then();
    }

    private <T> Mono<T> ask(Function<RedisReactiveCommands<String, String>, Publisher<T>> question) {
        return redis.commands()
                .flatMap(commands -> Mono.from(question.apply(commands)))
                .onErrorResume(failure -> InContext.<T>fromRunnable(
                                () -> log.debug("Redis did not answer for a session", failure))
                        .then(Mono.error(
                                () -> ApiGatewayProblem.SESSIONS_UNAVAILABLE.exception("Redis does not answer"))));
    }

    private static String id(String cookie) {
        return "l09:session:" + Fingerprint.of("session-id", cookie).hex();
    }

    private static String newCookie() {
        byte[] random = new byte[COOKIE_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
