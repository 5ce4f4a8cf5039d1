package io.storyportal.gateway.provider.anthropic;

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
import io.storyportal.gateway.provider.ProviderTimeouts;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies from docs.anthropic.com/en/api/messages, /messages-streaming and /errors. */
@Tag("l04")
class AnthropicProviderTest {

    @RegisterExtension
    static final WireMockExtension server = PlayedProvider.server();

    private static final String STREAM = """
            event: message_start
            data: {"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "content": [], "model": "claude-sonnet-4-6", "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 25, "output_tokens": 1}}}

            event: content_block_start
            data: {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}

            event: ping
            data: {"type": "ping"}

            event: content_block_delta
            data: {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Grüße"}}

            event: content_block_delta
            data: {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": " 🌍!"}}

            event: content_block_stop
            data: {"type": "content_block_stop", "index": 0}

            event: message_delta
            data: {"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence":null}, "usage": {"output_tokens": 15}}

            event: message_stop
            data: {"type": "message_stop"}

            """;

    @Test
    void asksAsTheMessagesApiWantsIt() {
        plays(answer(200, whole("\"end_turn\"", "[{\"type\": \"text\", \"text\": \"Hi\"}]")));

        deltas(provider().call(call(false)));

        server.verify(postRequestedFor(urlPathEqualTo("/v1/messages"))
                .withHeader("x-api-key", equalTo("sk-test-0123456789abcdef"))
                .withHeader("anthropic-version", equalTo("2023-06-01"))
                .withRequestBody(equalToJson("""
                                {"model":"model-x","max_tokens":100,"stream":false,"system":"Be brief.","temperature":0.2,
                                 "messages":[{"role":"user","content":"Hello"}]}
                                """)));
    }

    @Test
    void readsAWholeAnswer() {
        plays(answer(200, whole("\"max_tokens\"", "[{\"type\": \"text\", \"text\": \"Hi, I am\"}]")));

        assertThat(deltas(provider().call(call(false))))
                .containsExactly(
                        new ModelDelta.Answering("claude-sonnet-4-6"),
                        new ModelDelta.Text("Hi, I am"),
                        new ModelDelta.Tokens(2095, 503),
                        new ModelDelta.Finished(FinishReason.LENGTH));
    }

    @Test
    void readsAStreamThatArrivesByteByByte() {
        plays(dribbled("text/event-stream; charset=utf-8", STREAM));

        var deltas = deltas(provider().call(call(true)));

        assertThat(text(deltas)).isEqualTo("Grüße 🌍!");
        assertThat(deltas)
                .startsWith(new ModelDelta.Answering("claude-sonnet-4-6"), new ModelDelta.Tokens(25, 1))
                .endsWith(new ModelDelta.Tokens(null, 15), new ModelDelta.Finished(FinishReason.STOP));
    }

    @Test
    void makesTheModelCallAToolWhenTheAnswerHasASchema() {
        plays(answer(200, whole("\"tool_use\"", """
                        [{"type": "text", "text": "Here you are."},
                         {"type": "tool_use", "id": "toolu_1", "name": "answer", "input": {"city": "Bern"}}]
                        """)));

        assertThat(text(deltas(provider().call(call(false, PlayedProvider.schema())))))
                .isEqualTo("{\"city\":\"Bern\"}");
        server.verify(postRequestedFor(urlPathEqualTo("/v1/messages")).withRequestBody(equalToJson("""
                                {"tool_choice":{"type":"tool","name":"answer"},
                                 "tools":[{"name":"answer","input_schema":{"type":"object"}}]}
                                """, true, true)));
    }

    @Test
    void streamsTheToolInputWhenTheAnswerHasASchema() {
        plays(dribbled("text/event-stream", """
                event: content_block_delta
                data: {"type": "content_block_delta", "index": 1, "delta": {"type": "input_json_delta", "partial_json": ""}}

                event: content_block_delta
                data: {"type": "content_block_delta", "index": 1, "delta": {"type": "input_json_delta", "partial_json": "{\\"city\\": \\"San Fra"}}

                event: content_block_delta
                data: {"type": "content_block_delta", "index": 1, "delta": {"type": "input_json_delta", "partial_json": "ncisco\\"}"}}

                event: message_delta
                data: {"type": "message_delta", "delta": {"stop_reason": "tool_use", "stop_sequence": null}, "usage": {"output_tokens": 89}}

                """));

        assertThat(text(deltas(provider().call(call(true, PlayedProvider.schema())))))
                .isEqualTo("{\"city\": \"San Francisco\"}");
    }

    @Test
    void passesOnAnErrorInTheMiddleOfAStream() {
        plays(dribbled("text/event-stream", STREAM.substring(0, STREAM.indexOf("event: content_block_stop")) + """
                        event: error
                        data: {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}

                        """));

        ProviderFailure failure = failure(provider().call(call(true)));

        assertThat(failure.kind()).isEqualTo(Kind.OVERLOADED);
        assertThat(failure).hasMessageContaining("Overloaded");
    }

    @Test
    void noticesAStreamThatJustEnds() {
        plays(dribbled("text/event-stream", STREAM.substring(0, STREAM.indexOf("event: message_delta"))));

        assertThat(failure(provider().call(call(true))).kind()).isEqualTo(Kind.BROKEN_STREAM);
    }

    @Test
    void noticesAConnectionThatBreaksOff() {
        plays(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK).withHeader("Content-Type", "text/event-stream"));

        assertThat(failure(provider().call(call(true))).kind().countsAgainstHealth())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, REQUEST_REJECTED",
        "401, authentication_error, CREDENTIALS_REFUSED",
        "403, permission_error, CREDENTIALS_REFUSED",
        "404, not_found_error, UNKNOWN_MODEL",
        "413, request_too_large, REQUEST_REJECTED",
        "429, rate_limit_error, RATE_LIMITED",
        "500, api_error, FAILED",
        "529, overloaded_error, OVERLOADED"
    })
    void namesEachDocumentedError(int status, String type, Kind kind) {
        plays(answer(status, "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"No.\"}}".formatted(type))
                .withHeader("retry-after", "7"));

        ProviderFailure failure = failure(provider().call(call(false)));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void neverRepeatsTheKeyOfARefusedRequest() {
        plays(
                answer(
                        401,
                        "{\"error\":{\"type\":\"authentication_error\",\"message\":\"invalid x-api-key sk-test-0123456789abcdef\"}}"));

        assertThat(failure(provider().call(call(false)))).hasMessageNotContaining("sk-test");
    }

    @Test
    void givesUpOnASilentProvider() {
        plays(answer(200, "{}").withFixedDelay(20_000));

        assertThat(failure(provider(PlayedProvider.SHORT).call(call(false))).kind())
                .isEqualTo(Kind.TIMED_OUT);
    }

    @Test
    void refusesAnAnswerThatIsNotJson() {
        plays(answer(200, "<html>bad gateway</html>"));

        assertThat(failure(provider().call(call(false))).kind()).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void listsTheModels() {
        server.stubFor(get(urlPathEqualTo("/v1/models")).willReturn(answer(200, """
                                {"data":[{"type":"model","id":"claude-sonnet-4-6","display_name":"Claude Sonnet 4.6"}],"has_more":false}
                                """)));

        assertThat(provider().listModels().block()).containsExactly("claude-sonnet-4-6");
    }

    private static String whole(String stopReason, String content) {
        return """
                {"content": %s, "id": "msg_1", "model": "claude-sonnet-4-6", "role": "assistant", "stop_reason": %s,
                 "stop_sequence": null, "type": "message", "usage": {"input_tokens": 2095, "output_tokens": 503}}
                """.formatted(content, stopReason);
    }

    private static void plays(ResponseDefinitionBuilder response) {
        server.stubFor(post(urlPathEqualTo("/v1/messages")).willReturn(response));
    }

    private static AnthropicProvider provider() {
        return provider(PlayedProvider.AMPLE);
    }

    private static AnthropicProvider provider(ProviderTimeouts timeouts) {
        return new AnthropicProvider(
                server.baseUrl(), PlayedProvider.KEY, "claude-sonnet-4-6", timeouts, PlayedProvider.JSON);
    }
}
