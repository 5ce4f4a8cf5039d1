package io.storyportal.gateway.provider.openai;

import io.storyportal.gateway.provider.ApiKey;
import io.storyportal.gateway.provider.Endpoint;
import io.storyportal.gateway.provider.ModelCall;
import io.storyportal.gateway.provider.ModelDelta;
import io.storyportal.gateway.provider.ModelProvider;
import io.storyportal.gateway.provider.ProviderHttp;
import io.storyportal.gateway.provider.ProviderTimeouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chat completions of OpenAI (platform.openai.com/docs/api-reference/chat) and of the many servers that speak them
 * (vLLM, llama.cpp, LM Studio, Groq, …), told apart by the base URL.
 */
public final class OpenAiProvider implements ModelProvider {

    public static final String NAME = "openai";
    public static final String DEFAULT_BASE_URL = "https://api.openai.com/v1";
    public static final String DEFAULT_MODEL = "gpt-4.1-mini";
    private static final String PATH = "/chat/completions";

    /** OpenAI's own models; a compatible server may serve anything. */
    private static final Pattern OWN_MODELS = Pattern.compile("(gpt-(?!oss)|chatgpt-|o\\d|ft:)");

    private final ProviderHttp http;
    private final boolean openAiItself;
    private final ChatRequest requests;
    private final String defaultModel;

    public OpenAiProvider(String baseUrl, ApiKey key, String defaultModel, ProviderTimeouts timeouts, JsonMapper json) {
        var endpoint = new Endpoint(NAME, baseUrl, Endpoint.Authentication.BEARER, key, Map.of());
        this.http = new ProviderHttp(endpoint, timeouts, json);
        this.openAiItself = endpoint.baseUrl().equals(DEFAULT_BASE_URL);
        this.requests = new ChatRequest(json, openAiItself);
        this.defaultModel = defaultModel;
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
        return !openAiItself || OWN_MODELS.matcher(model).lookingAt();
    }

    @Override
    public Flux<ModelDelta> call(ModelCall call) {
        return Flux.defer(() -> call.streamed() ? streamed(call) : whole(call));
    }

    @Override
    public Mono<List<String>> listModels() {
        return http.get("/models").map(body -> body.path("data")
                .valueStream()
                .map(model -> model.path("id").asString(""))
                .filter(id -> !id.isEmpty())
                .toList());
    }

    private Flux<ModelDelta> whole(ModelCall call) {
        return http.post(PATH, requests.of(call)).flatMapIterable(completion -> {
            if (completion.has("error")) {
                throw http.failureFrom(completion);
            }
            JsonNode choice = completion.path("choices").path(0);
            JsonNode message = choice.path("message");
            String refusal = message.path("refusal").asString("");
            var deltas = new ArrayList<ModelDelta>();
            deltas.add(new ModelDelta.Answering(completion.path("model").asString(call.model())));
            deltas.add(new ModelDelta.Text(
                    refusal.isEmpty() ? message.path("content").asString("") : refusal));
            deltas.add(ChatStream.tokens(completion.path("usage")));
            deltas.add(new ModelDelta.Finished(
                    ChatStream.reason(choice.path("finish_reason").asString(""), refusal)));
            return deltas;
        });
    }

    private Flux<ModelDelta> streamed(ModelCall call) {
        var stream = new ChatStream(http);
        return http.postForEvents(PATH, requests.of(call))
                .map(event -> Objects.requireNonNull(event.data()))
                .takeUntil(ChatStream.DONE::equals)
                .concatMapIterable(stream::read)
                .concatWith(Mono.defer(stream::finish));
    }
}
