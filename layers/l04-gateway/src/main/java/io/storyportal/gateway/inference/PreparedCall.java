package io.storyportal.gateway.inference;

import io.storyportal.gateway.provider.FinishReason;
import io.storyportal.gateway.provider.ModelCall;
import io.storyportal.gateway.provider.ModelMessage;
import io.storyportal.gateway.routing.ModelRouter;
import io.storyportal.gateway.routing.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A request that was checked and routed, in the terms of the provider port. */
record PreparedCall(Route route, ModelCall call, @Nullable ResponseSchema schema) {

    static final int DEFAULT_MAX_TOKENS = 4096;

    static PreparedCall of(InferRequest request, boolean streamed, ModelRouter router, JsonMapper json) {
        Route route = router.route(request.provider(), request.model());
        ResponseSchema schema =
                request.responseSchema() == null ? null : ResponseSchema.of(request.responseSchema(), json);
        var call = new ModelCall(
                route.model(),
                system(request),
                turns(request),
                request.maxTokens() == null ? DEFAULT_MAX_TOKENS : request.maxTokens(),
                request.temperature() == null ? null : request.temperature().doubleValue(),
                schema == null ? null : schema.node(),
                streamed);
        return new PreparedCall(route, call, schema);
    }

    /**
     * The call that would put an answer right: the same one with the mismatching answer and what is wrong with it
     * added. Empty when nothing is wrong, and when asking again is no use: a refusal stays one, and an answer that was
     * cut off for its length would be cut off again.
     */
    Optional<PreparedCall> correctionOf(Transcript answer) {
        if (schema == null
                || answer.finished() != FinishReason.STOP
                || !(schema.judge(answer.text()) instanceof ResponseSchema.Verdict.Mismatch(var violations))) {
            return Optional.empty();
        }
        String complaint = "That answer does not match the required schema:\n- "
                + String.join("\n- ", violations)
                + "\nGive the whole answer again, as JSON that matches the schema and nothing else.";
        ModelMessage said = ModelMessage.assistant(answer.text().isBlank() ? "{}" : answer.text());
        return Optional.of(new PreparedCall(route, call.correctedBy(said, ModelMessage.user(complaint)), schema));
    }

    private static @Nullable String system(InferRequest request) {
        var parts = new ArrayList<String>();
        if (request.system() != null) {
            parts.add(request.system());
        }
        request.messages().stream()
                .filter(message -> message.role() == InferRequest.Role.SYSTEM)
                .forEach(message -> parts.add(message.content()));
        return parts.isEmpty() ? null : String.join("\n\n", parts);
    }

    private static List<ModelMessage> turns(InferRequest request) {
        return request.messages().stream()
                .filter(message -> message.role() != InferRequest.Role.SYSTEM)
                .map(message -> message.role() == InferRequest.Role.USER
                        ? ModelMessage.user(message.content())
                        : ModelMessage.assistant(message.content()))
                .toList();
    }
}
