package io.storyportal.gateway.inference;

import io.storyportal.gateway.inference.InferResponse.Finish;
import io.storyportal.gateway.replay.AnswerStore;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.SystemCaller;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

@Tag("l04")
class ReplaysTest {

    private static final Caller CALLER = SystemCaller.of(TenantId.DEFAULT, "l05");
    private static final InferRequest REQUEST = new InferRequest(
            List.of(new InferRequest.Message(InferRequest.Role.USER, "Hello")),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            "plan/task/1",
            null);
    private static final InferResponse ANSWER = new InferResponse(
            Ids.uuid7(),
            "openai",
            "gpt-4o",
            "Hi",
            null,
            new InferResponse.Usage(1, 1, false),
            null,
            5,
            Finish.STOP,
            false);

    @Test
    void asksAsIfThereWereNoKeyWhenTheStoreIsAway() {
        var replays = new Replays(new Away(), JsonMapper.shared());

        StepVerifier.create(replays.answer(REQUEST, CALLER, Mono.just(ANSWER)))
                .expectNext(ANSWER)
                .verifyComplete();
        StepVerifier.create(replays.stream(REQUEST, CALLER, Flux.just(new AnswerEvent.Done(ANSWER))))
                .expectNext(new AnswerEvent.Done(ANSWER))
                .verifyComplete();
    }

    @Test
    void asksAsIfThereWereNoIdempotencyKeyWhenTheStoreIsAway() {
        var keyed = new KeyedCalls(new Away(), JsonMapper.shared());
        InferRequest unnamed = REQUEST.named(null);

        StepVerifier.create(keyed.once(unnamed, "k", CALLER, named -> Flux.just(ANSWER)))
                .expectNext(ANSWER)
                .verifyComplete();
        StepVerifier.create(keyed.once(unnamed, "k", CALLER, named -> Flux.error(new IllegalStateException("no"))))
                .verifyErrorMessage("no");
    }

    @Test
    void asksAgainWhenWhatWasKeptCannotBeReadAnyMore() {
        var replays = new Replays(new Holding("{\"from\":\"another version\"}"), JsonMapper.shared());

        StepVerifier.create(replays.answer(REQUEST, CALLER, Mono.just(ANSWER)))
                .expectNext(ANSWER)
                .verifyComplete();
    }

    @Test
    void keepsNoFailure() {
        var failing = Mono.<InferResponse>error(new IllegalStateException("provider"));

        StepVerifier.create(new Replays(new Holding(null), JsonMapper.shared()).answer(REQUEST, CALLER, failing))
                .verifyErrorMessage("provider");
    }

    private record Away() implements AnswerStore {

        @Override
        public Mono<String> find(TenantId tenant, String key) {
            return Mono.error(new IllegalStateException("Redis is away"));
        }

        @Override
        public Mono<Void> keep(TenantId tenant, String key, String answer) {
            return Mono.error(new IllegalStateException("Redis is away"));
        }

        @Override
        public Mono<String> keepFirst(TenantId tenant, String key, String text) {
            return Mono.error(new IllegalStateException("Redis is away"));
        }

        @Override
        public Mono<Void> forget(TenantId tenant, String key) {
            return Mono.error(new IllegalStateException("Redis is away"));
        }
    }

    /** Holds one answer under every key, and takes no other. */
    private record Holding(String answer) implements AnswerStore {

        @Override
        public Mono<String> find(TenantId tenant, String key) {
            return Mono.justOrEmpty(answer);
        }

        @Override
        public Mono<Void> keep(TenantId tenant, String key, String other) {
            return Mono.error(new AssertionError("kept " + other));
        }

        @Override
        public Mono<String> keepFirst(TenantId tenant, String key, String text) {
            return Mono.error(new AssertionError("kept " + text));
        }

        @Override
        public Mono<Void> forget(TenantId tenant, String key) {
            return Mono.error(new AssertionError("forgot " + key));
        }
    }
}
