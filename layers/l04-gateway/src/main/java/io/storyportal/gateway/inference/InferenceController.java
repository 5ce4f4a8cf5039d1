package io.storyportal.gateway.inference;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Model calls over HTTP. A stream has the events {@code delta} ({@code {"text"}}), then {@code done} (the same body as
 * an unstreamed answer) or {@code error} (a problem). What fails before the first piece is an ordinary problem.
 */
@RestController
final class InferenceController {

    private final Inference inference;
    private final KeyedCalls keyed;

    InferenceController(Inference inference, KeyedCalls keyed) {
        this.inference = inference;
        this.keyed = keyed;
    }

    @PostMapping(
            path = "/infer",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_EVENT_STREAM_VALUE})
    @ApiResponse(
            responseCode = "200",
            description = "The answer; as server-sent events when 'stream' is true or text/event-stream is accepted",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = InferResponse.class)),
                @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string"))
            })
    ResponseEntity<Publisher<?>> infer(
            @Valid @RequestBody InferRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller,
            ServerWebExchange exchange) {
        return request.wantsStream() || acceptsOnlyEvents(exchange)
                ? ResponseEntity.ok()
                        .contentType(MediaType.TEXT_EVENT_STREAM)
                        .header("X-Accel-Buffering", "no")
                        .body(events(request, idempotencyKey, caller))
                : ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(answer(request, idempotencyKey, caller));
    }

    private static boolean acceptsOnlyEvents(ServerWebExchange exchange) {
        var accepted = exchange.getRequest().getHeaders().getAccept();
        return !accepted.isEmpty() && accepted.stream().allMatch(MediaType.TEXT_EVENT_STREAM::equalsTypeAndSubtype);
    }

    private Mono<InferResponse> answer(InferRequest request, @Nullable String key, Caller caller) {
        return keyed.once(request, key, caller, named -> inference
                        .answer(named, caller)
                        .flux())
                .single();
    }

    private Flux<ServerSentEvent<Object>> events(InferRequest request, @Nullable String key, Caller caller) {
        return Flux.defer(() -> {
            var begun = new AtomicBoolean();
            return keyed.once(request, key, caller, named -> inference.stream(named, caller))
                    .doOnNext(event -> begun.set(true))
                    .map(InferenceController::event)
                    .onErrorResume(
                            ProblemException.class,
                            problem -> begun.get() ? Flux.just(failed(problem)) : Flux.error(problem));
        });
    }

    private static ServerSentEvent<Object> event(AnswerEvent event) {
        return switch (event) {
            case AnswerEvent.Delta delta ->
                ServerSentEvent.<Object>builder(delta).event("delta").build();
            case AnswerEvent.Done done ->
                ServerSentEvent.<Object>builder(done.response()).event("done").build();
        };
    }

    private static ServerSentEvent<Object> failed(ProblemException problem) {
        return ServerSentEvent.<Object>builder(StreamProblem.of(problem))
                .event("error")
                .build();
    }
}
