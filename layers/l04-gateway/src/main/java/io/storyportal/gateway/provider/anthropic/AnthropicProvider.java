package io.storyportal.gateway.provider.anthropic;

import io.storyportal.gateway.provider.ApiKey;
import io.storyportal.gateway.provider.Endpoint;
import io.storyportal.gateway.provider.FinishReason;
import io.storyportal.gateway.provider.ModelCall;
import io.storyportal.gateway.provider.ModelDelta;
import io.storyportal.gateway.provider.ModelProvider;
import io.storyportal.gateway.provider.ProviderHttp;
import io.storyportal.gateway.provider.ProviderTimeouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Anthropic's Messages API (docs.anthropic.com/en/api/messages and /en/api/messages-streaming). A response schema
 * becomes the input schema of one tool that the model is made to call: every Claude model since 3 can do that.
 */
public final class AnthropicProvider implements ModelProvider {

    public static final String NAME = "anthropic";
    public static final String DEFAULT_BASE_URL = "https://api.anthropic.com";
    public static final String DEFAULT_MODEL = "claude-sonnet-4-6";
    private static final String API_VERSION = "2023-06-01";
    private static final String ANSWER_TOOL = "answer";

    private final ProviderHttp http;
    private final String defaultModel;
    private final JsonMapper json;

    public AnthropicProvider(
            String baseUrl, ApiKey key, String defaultModel, ProviderTimeouts timeouts, JsonMapper json) {
        var endpoint = new Endpoint(
                NAME, baseUrl, Endpoint.Authentication.X_API_KEY, key, Map.of("anthropic-version", API_VERSION));
        this.http = new ProviderHttp(endpoint, timeouts, json);
        this.defaultModel = defaultModel;
        this.json = json;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String defaultModel() {
        return defaultModel;
    }

    @Override
    public boolean accepts(String model) {
        return model.startsWith("claude");
    }

    @Override
    public Flux<ModelDelta> call(ModelCall call) {
        return Flux.defer(() -> call.streamed() ? streamed(call) : whole(call));
    }

    @Override
    public Mono<List<String>> listModels() {
        return http.get("/v1/models?limit=1000").map(body -> body.path("data")
                .valueStream()
                .map(model -> model.path("id").asString(""))
                .filter(id -> !id.isEmpty())
                .toList());
    }

    private Flux<ModelDelta> whole(ModelCall call) {
        return http.post("/v1/messages", request(call)).flatMapIterable(message -> {
            var deltas = new ArrayList<ModelDelta>();
            deltas.add(new ModelDelta.Answering(message.path("model").asString(call.model())));
            message.path("content").forEach(block -> addText(block, call.responseSchema() != null, deltas));
            deltas.add(tokens(message.path("usage")));
            deltas.add(finished(message.path("stop_reason").asString("")));
            return deltas;
        });
    }

    /** With a schema the answer is the tool's input; words beside it, like thinking, are not part of it. */
    private void addText(JsonNode block, boolean structured, List<ModelDelta> deltas) {
        String type = block.path("type").asString("");
        if (structured && type.equals("tool_use")) {
            deltas.add(new ModelDelta.Text(json.writeValueAsString(block.path("input"))));
        } else if (!structured && type.equals("text")) {
            deltas.add(new ModelDelta.Text(block.path("text").asString("")));
        }
    }

    private Flux<ModelDelta> streamed(ModelCall call) {
        var complete = new AtomicBoolean();
        return http.postForEvents("/v1/messages", request(call))
                .concatMapIterable(event -> read(event, call))
                .doOnNext(delta -> complete.compareAndSet(false, delta instanceof ModelDelta.Finished))
                .concatWith(Mono.defer(() -> complete.get() ? Mono.empty() : Mono.error(http.endedTooEarly())));
    }

    private List<ModelDelta> read(ServerSentEvent<String> event, ModelCall call) {
        JsonNode body = http.parse(Objects.requireNonNull(event.data()));
        return switch (body.path("type").asString("")) {
            case "message_start" -> {
                JsonNode message = body.path("message");
                yield List.of(
                        new ModelDelta.Answering(message.path("model").asString(call.model())),
                        tokens(message.path("usage")));
            }
            case "content_block_delta" -> piece(body.path("delta"), call.responseSchema() != null);
            case "message_delta" -> end(body);
            case "error" -> throw http.failureFrom(body);
            // ping, content_block_start and _stop, message_stop, and types added later, which the API asks to ignore
            default -> List.of();
        };
    }

    private static List<ModelDelta> piece(JsonNode delta, boolean structured) {
        String wanted = structured ? "input_json_delta" : "text_delta";
        if (!delta.path("type").asString("").equals(wanted)) {
            return List.of();
        }
        String text = delta.path(structured ? "partial_json" : "text").asString("");
        return text.isEmpty() ? List.of() : List.of(new ModelDelta.Text(text));
    }

    private static List<ModelDelta> end(JsonNode body) {
        String reason = body.path("delta").path("stop_reason").asString("");
        ModelDelta tokens = tokens(body.path("usage"));
        return reason.isEmpty() ? List.of(tokens) : List.of(tokens, finished(reason));
    }

    /** Cached input is billed differently but is input all the same; without caching its counts are zero. */
    private static ModelDelta tokens(JsonNode usage) {
        Integer input = null;
        if (usage.path("input_tokens").isNumber()) {
            input = usage.path("input_tokens").asInt(0)
                    + usage.path("cache_creation_input_tokens").asInt(0)
                    + usage.path("cache_read_input_tokens").asInt(0);
        }
        return new ModelDelta.Tokens(input, count(usage, "output_tokens"));
    }

    private static @Nullable Integer count(JsonNode usage, String field) {
        return usage.path(field).isNumber() ? usage.path(field).asInt(0) : null;
    }

    private static ModelDelta finished(String reason) {
        return new ModelDelta.Finished(
                switch (reason) {
                    case "end_turn", "stop_sequence", "tool_use" -> FinishReason.STOP;
                    case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
                    case "refusal" -> FinishReason.REFUSED;
                    default -> FinishReason.OTHER;
                });
    }

    private JsonNode request(ModelCall call) {
        ObjectNode request = json.createObjectNode();
        request.put("model", call.model()).put("max_tokens", call.maxTokens()).put("stream", call.streamed());
        if (call.system() != null) {
            request.put("system", call.system());
        }
        if (call.temperature() != null) {
            request.put("temperature", call.temperature());
        }
        var messages = request.putArray("messages");
        call.messages().forEach(message -> messages.addObject()
                .put("role", message.role().wireName())
                .put("content", message.content()));
        JsonNode schema = call.responseSchema();
        if (schema != null) {
            request.putArray("tools")
                    .addObject()
                    .put("name", ANSWER_TOOL)
                    .put("description", "Give the answer in this form.")
                    .set("input_schema", schema);
            request.putObject("tool_choice").put("type", "tool").put("name", ANSWER_TOOL);
        }
        return request;
    }
}
