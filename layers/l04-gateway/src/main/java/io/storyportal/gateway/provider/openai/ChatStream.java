package io.storyportal.gateway.provider.openai;

import io.storyportal.gateway.provider.FinishReason;
import io.storyportal.gateway.provider.ModelDelta;
import io.storyportal.gateway.provider.ProviderHttp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Reads one stream of chat completion chunks. The finish reason comes before the usage, so it is kept until the end.
 * Not shared: one per call, used by one thread at a time.
 */
final class ChatStream {

    static final String DONE = "[DONE]";

    private final ProviderHttp http;
    private @Nullable FinishReason finished;
    private boolean named;
    private boolean refused;

    ChatStream(ProviderHttp http) {
        this.http = http;
    }

    List<ModelDelta> read(String data) {
        if (data.equals(DONE)) {
            // Some servers never send a finish reason; the end mark then has to do.
            finished = finished == null ? FinishReason.STOP : finished;
            return List.of();
        }
        JsonNode chunk = http.parse(data);
        if (chunk.has("error")) {
            throw http.failureFrom(chunk);
        }
        var deltas = new ArrayList<ModelDelta>(3);
        String model = chunk.path("model").asString("");
        if (!named && !model.isEmpty()) {
            named = true;
            deltas.add(new ModelDelta.Answering(model));
        }
        JsonNode choice = chunk.path("choices").path(0);
        addText(choice.path("delta"), deltas);
        String reason = choice.path("finish_reason").asString("");
        if (!reason.isEmpty()) {
            finished = reason(reason, refused ? "refused" : "");
        }
        if (chunk.path("usage").isObject()) {
            deltas.add(tokens(chunk.path("usage")));
        }
        return deltas;
    }

    /** The end of the answer, or the failure of a stream that stopped before one. */
    Mono<ModelDelta> finish() {
        return finished == null ? Mono.error(http.endedTooEarly()) : Mono.just(new ModelDelta.Finished(finished));
    }

    private void addText(JsonNode delta, List<ModelDelta> deltas) {
        String refusal = delta.path("refusal").asString("");
        refused |= !refusal.isEmpty();
        String text = refusal.isEmpty() ? delta.path("content").asString("") : refusal;
        if (!text.isEmpty()) {
            deltas.add(new ModelDelta.Text(text));
        }
    }

    static ModelDelta tokens(JsonNode usage) {
        return new ModelDelta.Tokens(count(usage, "prompt_tokens"), count(usage, "completion_tokens"));
    }

    static FinishReason reason(String reason, String refusal) {
        if (!refusal.isEmpty()) {
            return FinishReason.REFUSED;
        }
        return switch (reason) {
            case "stop", "tool_calls", "function_call" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.REFUSED;
            default -> FinishReason.OTHER;
        };
    }

    private static @Nullable Integer count(JsonNode usage, String field) {
        return usage.path(field).isNumber() ? usage.path(field).asInt(0) : null;
    }
}
