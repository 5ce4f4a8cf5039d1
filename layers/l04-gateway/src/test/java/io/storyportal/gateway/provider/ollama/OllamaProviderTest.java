package io.storyportal.gateway.provider.ollama;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.storyportal.gateway.provider.PlayedProvider.answer;
import static io.storyportal.gateway.provider.PlayedProvider.call;
import static io.storyportal.gateway.provider.PlayedProvider.deltas;
import static io.storyportal.gateway.provider.PlayedProvider.dribbled;
import static io.storyportal.gateway.provider.PlayedProvider.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.storyportal.gateway.provider.FinishReason;
import io.storyportal.gateway.provider.ModelDelta;
import io.storyportal.gateway.provider.PlayedProvider;
import io.storyportal.gateway.provider.ProviderFailure;
import io.storyportal.gateway.provider.ProviderFailure.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bodies from github.com/ollama/ollama/blob/main/docs/api.md, "Generate a chat completion". */
@Tag("l04")
class OllamaProviderTest {

    @RegisterExtension
    static final WireMockExtension server = PlayedProvider.server();

    private static final String FIRST = """
            {"model":"llama3.2","created_at":"2023-08-04T08:52:19.385406455-07:00","message":{"role":"assistant","content":"Grüße","images":null},"done":false}
            {"model":"llama3.2","created_at":"2023-08-04T08:52:19.385406455-07:00","message":{"role":"assistant","content":" 🌍"},"done":false}
            """;
    private static final String LAST = """
            {"model":"llama3.2","created_at":"2023-08-04T19:22:45.499127Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","total_duration":4883583458,"load_duration":1334875,"prompt_eval_count":26,"prompt_eval_duration":342546000,"eval_count":282,"eval_duration":4535599000}
            """;

    @Test
    void asksAsTheChatApiWantsIt() {
        plays(answer(200, LAST));

        deltas(provider().call(call(false, PlayedProvider.schema())));

        server.verify(postRequestedFor(urlPathEqualTo("/api/chat"))
                .withoutHeader("Authorization")
                .withRequestBody(equalToJson("""
                                        {"model":"model-x","stream":false,"options":{"num_predict":100,"temperature":0.2},
                                         "messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hello"}],
                                         "format":{"type":"object","properties":{"city":{"type":"string"}},
                                                   "required":["city"],"additionalProperties":false}}
                                        """)));
    }

    @Test
    void readsAWholeAnswer() {
        plays(answer(200, LAST.replace("\"content\":\"\"", "\"content\":\"Hi\"").replace("\"stop\"", "\"length\"")));

        assertThat(deltas(provider().call(call(false))))
                .containsExactly(
                        new ModelDelta.Answering("llama3.2"),
                        new ModelDelta.Text("Hi"),
                        new ModelDelta.Tokens(26, 282),
                        new ModelDelta.Finished(FinishReason.LENGTH));
    }

    @Test
    void readsAStreamThatArrivesByteByByte() {
        plays(dribbled("application/x-ndjson", FIRST + LAST));

        assertThat(deltas(provider().call(call(true))))
                .containsExactly(
                        new ModelDelta.Answering("llama3.2"),
                        new ModelDelta.Text("Grüße"),
                        new ModelDelta.Text(" 🌍"),
                        new ModelDelta.Tokens(26, 282),
                        new ModelDelta.Finished(FinishReason.STOP));
    }

    @Test
    void saysWhichModelIsMissing() {
        plays(answer(404, "{\"error\":\"model 'model-x' not found\"}"));

        ProviderFailure failure = failure(provider().call(call(true)));

        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN_MODEL);
        assertThat(failure).hasMessageContaining("model 'model-x' not found");
    }

    @Test
    void passesOnAnErrorInTheMiddleOfAStream() {
        plays(dribbled(
                "application/x-ndjson", FIRST + "{\"error\":\"an error was encountered while running the model\"}\n"));

        assertThat(failure(provider().call(call(true))).kind()).isEqualTo(Kind.FAILED);
    }

    @Test
    void noticesAStreamThatJustEnds() {
        plays(dribbled("application/x-ndjson", FIRST));

        assertThat(failure(provider().call(call(true))).kind()).isEqualTo(Kind.BROKEN_STREAM);
    }

    @Test
    void saysThatNothingListens() {
        var nowhere = new OllamaProvider("http://127.0.0.1:1", "llama3.2", PlayedProvider.AMPLE, PlayedProvider.JSON);

        ProviderFailure failure = failure(nowhere.call(call(true)));

        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure).hasMessageContaining("http://127.0.0.1:1");
    }

    @Test
    void listsTheModels() {
        server.stubFor(get(urlPathEqualTo("/api/tags"))
                .willReturn(answer(200, "{\"models\":[{\"name\":\"llama3.2:latest\",\"size\":2019393189}]}")));

        assertThat(provider().listModels().block()).containsExactly("llama3.2:latest");
    }

    private static void plays(ResponseDefinitionBuilder response) {
        server.stubFor(post(urlPathEqualTo("/api/chat")).willReturn(response));
    }

    private static OllamaProvider provider() {
        return new OllamaProvider(server.baseUrl(), "llama3.2", PlayedProvider.AMPLE, PlayedProvider.JSON);
    }
}
