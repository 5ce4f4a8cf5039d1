package io.storyportal.gateway.provider.ollama;

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
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ollama's chat API (github.com/ollama/ollama/blob/main/docs/api.md): newline-delimited JSON when streamed, one such
 * object when not, and a schema in {@code format}.
 */
public final class OllamaProvider implements ModelProvider {

    public static final String NAME = "ollama";
    public static final String DEFAULT_MODEL = "llama3.2";
    private static final String PATH = "/api/chat";

    private final ProviderHttp http;
    private final String defaultModel;
    private final JsonMapper json;

    public OllamaProvider(String baseUrl, String defaultModel, ProviderTimeouts timeouts, JsonMapper json) {
        var endpoint = new Endpoint(NAME, baseUrl, Endpoint.Authentication.BEARER, ApiKey.NONE, Map.of());
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
        return true;
    }

    @Override
    public Flux<ModelDelta> call(ModelCall call) {
        return Flux.defer(() -> {
            var named = new AtomicBoolean();
            var complete = new AtomicBoolean();
            Flux<JsonNode> lines = call.streamed()
                    ? http.postForLines(PATH, request(call))
                    : http.post(PATH, request(call)).flux();
            return lines.concatMapIterable(line -> read(line, named))
                    .doOnNext(delta -> complete.compareAndSet(false, delta instanceof ModelDelta.Finished))
                    .concatWith(Mono.defer(() -> complete.get() ? Mono.empty() : Mono.error(http.endedTooEarly())));
        });
    }

    @Override
    public Mono<List<String>> listModels() {
        return http.get("/api/tags").map(body -> body.path("models")
                .valueStream()
                .map(model -> model.path("name").asString(""))
                .filter(name -> !name.isEmpty())
                .toList());
    }

    private List<ModelDelta> read(JsonNode line, AtomicBoolean named) {
        if (line.has("error")) {
            throw http.failureFrom(line);
        }
        var deltas = new ArrayList<ModelDelta>(4);
        String model = line.path("model").asString("");
        if (!model.isEmpty() && named.compareAndSet(false, true)) {
            deltas.add(new ModelDelta.Answering(model));
        }
        String text = line.path("message").path("content").asString("");
        if (!text.isEmpty()) {
            deltas.add(new ModelDelta.Text(text));
        }
        if (line.path("done").asBoolean(false)) {
            deltas.add(new ModelDelta.Tokens(count(line, "prompt_eval_count"), count(line, "eval_count")));
            deltas.add(new ModelDelta.Finished(
                    switch (line.path("done_reason").asString("stop")) {
                        case "stop" -> FinishReason.STOP;
                        case "length" -> FinishReason.LENGTH;
                        default -> FinishReason.OTHER;
                    }));
        }
        return deltas;
    }

    private static @Nullable Integer count(JsonNode line, String field) {
        return line.path(field).isNumber() ? line.path(field).asInt(0) : null;
    }

    private JsonNode request(ModelCall call) {
        ObjectNode request = json.createObjectNode();
        request.put("model", call.model()).put("stream", call.streamed());
        ArrayNode messages = request.putArray("messages");
        if (call.system() != null) {
            messages.addObject().put("role", "system").put("content", call.system());
        }
        call.messages().forEach(message -> messages.addObject()
                .put("role", message.role().wireName())
                .put("content", message.content()));
        if (call.responseSchema() != null) {
            request.set("format", call.responseSchema());
        }
        ObjectNode options = request.putObject("options").put("num_predict", call.maxTokens());
        if (call.temperature() != null) {
            options.put("temperature", call.temperature());
        }
        return request;
    }
}
