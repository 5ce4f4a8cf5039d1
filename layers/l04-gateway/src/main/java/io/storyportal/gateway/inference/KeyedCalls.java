package io.storyportal.gateway.inference;

import io.storyportal.gateway.replay.AnswerStore;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.digest.Sha256;
import io.storyportal.kit.web.json.CanonicalJson;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls with an Idempotency-Key, of a tenant and principal: they get a call key of their own, by which {@link Replays} keeps
 * the answer. Another body under the key is a 422 problem for a day, unless the first call failed; a retry is a 409 one
 * while the first is asked by this process. When the store is away calls are made as if they had no key.
 */
final class KeyedCalls {

    private static final Logger log = LoggerFactory.getLogger(KeyedCalls.class);

    private final AnswerStore store;
    private final JsonMapper json;
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    KeyedCalls(AnswerStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    /** A call key of the request's own goes before the header. */
    <T> Flux<T> once(InferRequest request, @Nullable String key, Caller caller, Function<InferRequest, Flux<T>> ask) {
        if (key == null || request.callKey() != null) {
            return ask.apply(request);
        }
        String name = "request/" + Sha256.hex(caller.principal() + "\n" + key);
        return Flux.using(
                () -> enter(caller.tenant() + "/" + name),
                entered -> admit(name, request, caller).thenMany(Flux.defer(() -> ask.apply(request.named(name))
                        .onErrorResume(failure -> forget(name, caller).thenMany(Flux.error(failure))))),
                inFlight::remove);
    }

    private String enter(String scope) {
        if (!inFlight.add(scope)) {
            throw CommonProblem.IDEMPOTENCY_IN_FLIGHT.exception("The first call with this key is being answered");
        }
        return scope;
    }

    private Mono<Void> admit(String name, InferRequest request, Caller caller) {
        String body = Sha256.hex(CanonicalJson.text(json.valueToTree(request.unstreamed())));
        return store.keepFirst(caller.tenant(), name, body)
                .onErrorResume(away ->
                        InContext.fromRunnable(() -> log.debug("Idempotency keys cannot be read: {}", away.toString())))
                .doOnNext(first -> {
                    if (!first.equals(body)) {
                        throw CommonProblem.IDEMPOTENCY_MISMATCH.exception("This key came with another body before");
                    }
                })
                .then();
    }

    private Mono<Void> forget(String name, Caller caller) {
        return store.forget(caller.tenant(), name)
                .onErrorResume(away -> InContext.fromRunnable(
                        () -> log.debug("An idempotency key cannot be let go: {}", away.toString())));
    }
}
