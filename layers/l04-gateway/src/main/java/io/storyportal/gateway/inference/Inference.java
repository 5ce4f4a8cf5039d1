package io.storyportal.gateway.inference;

import io.storyportal.gateway.GatewayProblem;
import io.storyportal.gateway.provider.ModelDelta;
import io.storyportal.gateway.provider.ProviderFailure;
import io.storyportal.gateway.routing.ModelRouter;
import io.storyportal.gateway.usage.ModelUsage;
import io.storyportal.kit.web.caller.Caller;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers model calls, whole or in pieces. */
final class Inference {

    private final ModelRouter router;
    private final MeteredCalls calls;
    private final Replays replays;
    private final JsonMapper json;

    Inference(ModelRouter router, MeteredCalls calls, Replays replays, JsonMapper json) {
        this.router = router;
        this.calls = calls;
        this.replays = replays;
        this.json = json;
    }

    /** The whole answer. One that does not match its schema is sent back to the model once, with what is wrong. */
    Mono<InferResponse> answer(InferRequest request, Caller caller) {
        return replays.answer(request, caller, Mono.defer(() -> {
            PreparedCall prepared = PreparedCall.of(request, false, router, json);
            var bill = new ArrayList<ModelUsage>();
            return attempt(prepared, request, caller, bill)
                    .flatMap(first -> prepared.correctionOf(first)
                            .map(correction -> attempt(correction, request, caller, bill))
                            .orElseGet(() -> Mono.just(first)))
                    .map(last -> FinishedAnswer.of(prepared, last, bill, json))
                    .onErrorMap(ProviderFailure.class, GatewayProblem::of);
        }));
    }

    /**
     * The answer as it is made, ended by {@link AnswerEvent.Done}. What has been sent cannot be taken back, so an answer
     * that does not match its schema is an error here, not a second attempt.
     */
    Flux<AnswerEvent> stream(InferRequest request, Caller caller) {
        return replays.stream(request, caller, Flux.defer(() -> {
            PreparedCall prepared = PreparedCall.of(request, true, router, json);
            var bill = new ArrayList<ModelUsage>();
            var transcript = new Transcript(prepared.call());
            return calls.call(prepared, request, caller, transcript, bill::add)
                    .ofType(ModelDelta.Text.class)
                    .<AnswerEvent>map(piece -> new AnswerEvent.Delta(piece.text()))
                    .concatWith(Mono.fromSupplier(
                            () -> new AnswerEvent.Done(FinishedAnswer.of(prepared, transcript, bill, json))))
                    .onErrorMap(ProviderFailure.class, GatewayProblem::of);
        }));
    }

    private Mono<Transcript> attempt(
            PreparedCall prepared, InferRequest request, Caller caller, List<ModelUsage> bill) {
        var transcript = new Transcript(prepared.call());
        return calls.call(prepared, request, caller, transcript, bill::add).then(Mono.just(transcript));
    }
}
