package io.storyportal.gateway.inference;

import io.storyportal.gateway.replay.AnswerStore;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.digest.Sha256;
import io.storyportal.kit.web.json.CanonicalJson;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives the answer of an earlier call with the same call key and the same request, if there is one; else asks, and keeps
 * the answer. When the store is away calls are made as if they had no key.
 */
final class Replays {

    private static final Logger log = LoggerFactory.getLogger(Replays.class);

    /** Kept answers are for retries, not a document store. */
    private static final int LONGEST = 512 * 1024;

    private final AnswerStore store;
    private final JsonMapper json;

    Replays(AnswerStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    Mono<InferResponse> answer(InferRequest request, Caller caller, Mono<InferResponse> ask) {
        return request.callKey() == null
                ? ask
                : kept(request, caller).switchIfEmpty(ask.flatMap(answer -> keep(request, caller, answer)
                        .thenReturn(answer)));
    }

    /** A kept answer is streamed as one piece. */
    Flux<AnswerEvent> stream(InferRequest request, Caller caller, Flux<AnswerEvent> ask) {
        if (request.callKey() == null) {
            return ask;
        }
        Flux<AnswerEvent> asked = ask.concatMap(event -> event instanceof AnswerEvent.Done done
                ? keep(request, caller, done.response()).thenReturn(event)
                : Mono.just(event));
        return kept(request, caller)
                .<Function<Flux<AnswerEvent>, Flux<AnswerEvent>>>map(answer ->
                        ignored -> Flux.just(new AnswerEvent.Delta(answer.content()), new AnswerEvent.Done(answer)))
                .defaultIfEmpty(Function.identity())
                .flatMapMany(choice -> choice.apply(asked));
    }

    private Mono<InferResponse> kept(InferRequest request, Caller caller) {
        return store.find(caller.tenant(), key(request))
                .map(text -> json.readValue(text, InferResponse.class).asReplay())
                .onErrorResume(away ->
                        InContext.fromRunnable(() -> log.debug("Kept answers cannot be read: {}", away.toString())));
    }

    private Mono<Void> keep(InferRequest request, Caller caller, InferResponse answer) {
        String text = json.writeValueAsString(answer);
        if (text.length() > LONGEST) {
            return Mono.empty();
        }
        return store.keep(caller.tenant(), key(request), text)
                .onErrorResume(away ->
                        InContext.fromRunnable(() -> log.debug("An answer cannot be kept: {}", away.toString())));
    }

    /** Another request under the same key is another call; streaming or not, and how it is spelt, make no difference. */
    private String key(InferRequest request) {
        return Sha256.hex(
                Objects.requireNonNull(request.callKey()) + CanonicalJson.text(json.valueToTree(request.unstreamed())));
    }
}
