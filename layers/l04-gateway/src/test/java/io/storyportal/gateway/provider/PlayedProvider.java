package io.storyportal.gateway.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the provider tests share: a server that plays documented bodies, calls, and ways to look at the answer. */
public final class PlayedProvider {

    public static final JsonMapper JSON = JsonMapper.shared();
    public static final ApiKey KEY = ApiKey.valueOf("sk-test-0123456789abcdef");
    public static final ProviderTimeouts AMPLE = new ProviderTimeouts(
            Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60));
    public static final ProviderTimeouts SHORT = new ProviderTimeouts(
            Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofSeconds(60));

    private PlayedProvider() {}

    public static WireMockExtension server() {
        return WireMockExtension.newInstance()
                .options(WireMockConfiguration.options().dynamicPort().globalTemplating(false))
                .build();
    }

    /** A body sent one byte per chunk. */
    public static ResponseDefinitionBuilder dribbled(String contentType, String body) {
        int bytes = body.getBytes(StandardCharsets.UTF_8).length;
        return aResponse()
                .withHeader("Content-Type", contentType)
                .withBody(body)
                .withChunkedDribbleDelay(bytes, 1);
    }

    public static ResponseDefinitionBuilder answer(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    public static ModelCall call(boolean streamed) {
        return call(streamed, null);
    }

    public static ModelCall call(boolean streamed, @Nullable JsonNode schema) {
        return new ModelCall("model-x", "Be brief.", List.of(ModelMessage.user("Hello")), 100, 0.2, schema, streamed);
    }

    public static JsonNode schema() {
        return JSON.readTree("""
                {"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}
                """);
    }

    public static List<ModelDelta> deltas(Flux<ModelDelta> answer) {
        return answer.collectList().block(Duration.ofSeconds(30));
    }

    public static String text(List<ModelDelta> deltas) {
        var text = new StringBuilder();
        for (ModelDelta delta : deltas) {
            if (delta instanceof ModelDelta.Text piece) {
                text.append(piece.text());
            }
        }
        return text.toString();
    }

    public static ProviderFailure failure(Flux<ModelDelta> answer) {
        try {
            deltas(answer);
        } catch (ProviderFailure failure) {
            return failure;
        }
        throw new AssertionError("the call succeeded");
    }
}
