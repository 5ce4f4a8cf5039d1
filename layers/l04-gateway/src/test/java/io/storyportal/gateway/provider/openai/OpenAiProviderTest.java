package io.storyportal.gateway.provider.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
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
import static io.storyportal.gateway.provider.PlayedProvider.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.storyportal.gateway.provider.FinishReason;
import io.storyportal.gateway.provider.ModelDelta;
import io.storyportal.gateway.provider.PlayedProvider;
import io.storyportal.gateway.provider.ProviderFailure;
import io.storyportal.gateway.provider.ProviderFailure.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies from platform.openai.com/docs/api-reference/chat and /docs/guides/error-codes. */
@Tag("l04")
class OpenAiProviderTest {

    @RegisterExtension
    static final WireMockExtension server = PlayedProvider.server();

    private static final String STREAM = """
            data: {"id":"chatcmpl-123","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini-2024-07-18","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}],"usage":null}

            data: {"id":"chatcmpl-123","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini-2024-07-18","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"content":"Grüße"},"logprobs":null,"finish_reason":null}],"usage":null}

            data: {"id":"chatcmpl-123","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini-2024-07-18","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"content":" 🌍"},"logprobs":null,"finish_reason":null}],"usage":null}

            data: {"id":"chatcmpl-123","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini-2024-07-18","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}

            data: {"id":"chatcmpl-123","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini-2024-07-18","system_fingerprint":"fp_1","choices":[],"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29}}

            data: [DONE]

            """;

    @Test
    void asksAsChatCompletionsWantIt() {
        plays(answer(200, whole("Hello!", "stop")));

        deltas(provider().call(call(false)));

        server.verify(postRequestedFor(urlPathEqualTo("/v1/chat/completions"))
                .withHeader("Authorization", equalTo("Bearer sk-test-0123456789abcdef"))
                .withRequestBody(equalToJson("""
                                {"model":"model-x","max_tokens":100,"temperature":0.2,
                                 "messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hello"}]}
                                """)));
    }

    @Test
    void readsAWholeAnswer() {
        plays(answer(200, whole("Hello!", "length")));

        assertThat(deltas(provider().call(call(false))))
                .containsExactly(
                        new ModelDelta.Answering("gpt-4o-mini-2024-07-18"),
                        new ModelDelta.Text("Hello!"),
                        new ModelDelta.Tokens(19, 10),
                        new ModelDelta.Finished(FinishReason.LENGTH));
    }

    @Test
    void readsAStreamThatArrivesByteByByteAndEndsWithTheReason() {
        plays(dribbled("text/event-stream", STREAM));

        assertThat(deltas(provider().call(call(true))))
                .containsExactly(
                        new ModelDelta.Answering("gpt-4o-mini-2024-07-18"),
                        new ModelDelta.Text("Grüße"),
                        new ModelDelta.Text(" 🌍"),
                        new ModelDelta.Tokens(19, 10),
                        new ModelDelta.Finished(FinishReason.STOP));
        server.verify(postRequestedFor(urlPathEqualTo("/v1/chat/completions"))
                .withRequestBody(
                        equalToJson("{\"stream\":true,\"stream_options\":{\"include_usage\":true}}", true, true)));
    }

    @Test
    void asksForTheSchemaStrictlyWhereStrictModeWouldTakeIt() {
        plays(answer(200, whole("{\\\"city\\\":\\\"Bern\\\"}", "stop")));

        assertThat(text(deltas(provider().call(call(false, PlayedProvider.schema())))))
                .isEqualTo("{\"city\":\"Bern\"}");
        server.verify(
                postRequestedFor(urlPathEqualTo("/v1/chat/completions")).withRequestBody(equalToJson("""
                                {"response_format":{"type":"json_schema","json_schema":{"name":"answer","strict":true,
                                 "schema":{"type":"object"}}}}
                                """, true, true)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"],\"additionalProperties\":false}|true",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"]}|false",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"additionalProperties\":false}|false",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"maxLength\":3}},\"required\":[\"a\"],\"additionalProperties\":false}|false",
                "{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{}}}|false"
            })
    void knowsWhichSchemasStrictModeTakes(String schema, boolean fits) {
        assertThat(StrictSchema.fits(PlayedProvider.JSON.readTree(schema))).isEqualTo(fits);
    }

    @Test
    void takesARefusalForWhatItIs() {
        plays(answer(200, """
                        {"model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":{"role":"assistant","content":null,
                         "refusal":"I'm sorry, I cannot assist with that request."},"finish_reason":"stop"}],
                         "usage":{"prompt_tokens":81,"completion_tokens":11,"total_tokens":92}}
                        """));

        assertThat(deltas(provider().call(call(false))))
                .endsWith(new ModelDelta.Finished(FinishReason.REFUSED))
                .contains(new ModelDelta.Text("I'm sorry, I cannot assist with that request."));
    }

    @Test
    void passesOnAnErrorInTheMiddleOfAStream() {
        plays(dribbled(
                "text/event-stream",
                STREAM.substring(0, STREAM.indexOf("data: {\"id\":\"chatcmpl-123\"", 900))
                        + "data: {\"error\":{\"message\":\"The server had an error while processing your request\","
                        + "\"type\":\"server_error\",\"code\":null}}\n\n"));

        assertThat(failure(provider().call(call(true))).kind()).isEqualTo(Kind.FAILED);
    }

    @Test
    void noticesAStreamThatJustEnds() {
        plays(dribbled("text/event-stream", STREAM.substring(0, 600)));

        assertThat(failure(provider().call(call(true))).kind()).isIn(Kind.BROKEN_STREAM, Kind.UNREADABLE);
    }

    @Test
    void takesTheEndMarkForAnEndWhereNoReasonWasGiven() {
        plays(dribbled(
                "text/event-stream", "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\ndata: [DONE]\n\n"));

        assertThat(deltas(provider().call(call(true)))).endsWith(new ModelDelta.Finished(FinishReason.STOP));
    }

    @Test
    void noticesAConnectionThatIsReset() {
        plays(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(failure(provider().call(call(true))).kind().countsAgainstHealth())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, , REQUEST_REJECTED",
        "400, invalid_request_error, model_not_found, UNKNOWN_MODEL",
        "401, invalid_request_error, invalid_api_key, CREDENTIALS_REFUSED",
        "404, invalid_request_error, model_not_found, UNKNOWN_MODEL",
        "429, insufficient_quota, insufficient_quota, RATE_LIMITED",
        "500, server_error, , FAILED",
        "503, server_error, , OVERLOADED"
    })
    void namesEachDocumentedError(int status, String type, String code, Kind kind) {
        String body =
                "{\"error\":{\"message\":\"Incorrect API key provided: sk-test-*****cdef.\",\"type\":\"%s\",\"code\":%s}}";
        plays(answer(status, body.formatted(type, code == null ? null : '"' + code + '"'))
                .withHeader("retry-after-ms", "1500"));

        ProviderFailure failure = failure(provider().call(call(true)));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofMillis(1500));
        assertThat(failure).hasMessageNotContaining("sk-test");
    }

    @Test
    void listsTheModels() {
        server.stubFor(get(urlPathEqualTo("/v1/models"))
                .willReturn(answer(200, "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4o\"},{\"id\":\"o3\"}]}")));

        assertThat(provider().listModels().block()).containsExactly("gpt-4o", "o3");
    }

    private static String whole(String content, String reason) {
        return """
                {"id":"chatcmpl-123","object":"chat.completion","created":1677652288,"model":"gpt-4o-mini-2024-07-18",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"%s","refusal":null},"logprobs":null,
                 "finish_reason":"%s"}],"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29}}
                """.formatted(content, reason);
    }

    private static void plays(ResponseDefinitionBuilder response) {
        server.stubFor(post(urlPathEqualTo("/v1/chat/completions")).willReturn(response));
    }

    private static OpenAiProvider provider() {
        return new OpenAiProvider(
                server.baseUrl() + "/v1/",
                PlayedProvider.KEY,
                "gpt-4o-mini",
                PlayedProvider.AMPLE,
                PlayedProvider.JSON);
    }
}
