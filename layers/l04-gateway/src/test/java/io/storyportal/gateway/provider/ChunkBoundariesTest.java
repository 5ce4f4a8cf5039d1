package io.storyportal.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.gateway.provider.Endpoint.Authentication;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where TCP cuts a stream is not ours to choose: inside a field name, between CR and LF, inside one character. */
@Tag("l04")
class ChunkBoundariesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String EVENTS = ": keep-alive\r\n\r\nevent: a\r\ndata: {\"text\":\"Grüße 🌍\"}\r\n\r\n"
            + "event: b\ndata: {\"text\":\ndata: \"two lines\"}\n\ndata:[DONE]\n\n";
    private static final String LINES = "{\"n\":1,\"text\":\"naïve 🌍\"}\n\n{\"n\":2}\r\n{\"n\":3}";

    @Test
    void readsTheSameEventsWhereverTheBodyIsCut() {
        byte[] body = EVENTS.getBytes(StandardCharsets.UTF_8);
        for (int cut = 1; cut < body.length; cut++) {
            assertThat(events(inTwo(body, cut)))
                    .as("cut at byte %d", cut)
                    .containsExactly("{\"text\":\"Grüße 🌍\"}", "{\"text\":\n\"two lines\"}", "[DONE]");
        }
    }

    @Test
    void readsTheSameEventsByteByByte() {
        assertThat(events(byteByByte(EVENTS.getBytes(StandardCharsets.UTF_8)))).hasSize(3);
    }

    @Test
    void readsTheSameLinesWhereverTheBodyIsCut() {
        byte[] body = LINES.getBytes(StandardCharsets.UTF_8);
        for (int cut = 1; cut < body.length; cut++) {
            assertThat(lines(inTwo(body, cut)))
                    .as("cut at byte %d", cut)
                    .extracting(line -> line.path("n").asInt())
                    .containsExactly(1, 2, 3);
        }
        assertThat(lines(byteByByte(body)).getFirst().path("text").asString()).isEqualTo("naïve 🌍");
    }

    private static List<String> events(Flux<DataBuffer> body) {
        return http(body, MediaType.TEXT_EVENT_STREAM)
                .postForEvents("/", JSON.createObjectNode())
                .mapNotNull(event -> event.data())
                .collectList()
                .block();
    }

    private static List<JsonNode> lines(Flux<DataBuffer> body) {
        return http(body, MediaType.APPLICATION_NDJSON)
                .postForLines("/", JSON.createObjectNode())
                .collectList()
                .block();
    }

    private static ProviderHttp http(Flux<DataBuffer> body, MediaType type) {
        var endpoint = new Endpoint("test", "http://provider.test", Authentication.BEARER, ApiKey.NONE, Map.of());
        Duration ample = Duration.ofSeconds(30);
        var builder = WebClient.builder()
                .exchangeFunction(request -> Mono.just(ClientResponse.create(HttpStatus.OK)
                        .header("Content-Type", type.toString())
                        .body(body)
                        .build()));
        return new ProviderHttp(endpoint, new ProviderTimeouts(ample, ample, ample, ample), JSON, builder);
    }

    private static Flux<DataBuffer> inTwo(byte[] body, int cut) {
        return Flux.just(buffer(Arrays.copyOfRange(body, 0, cut)), buffer(Arrays.copyOfRange(body, cut, body.length)));
    }

    private static Flux<DataBuffer> byteByByte(byte[] body) {
        return Flux.range(0, body.length).map(at -> buffer(new byte[] {body[at]}));
    }

    private static DataBuffer buffer(byte[] bytes) {
        return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
    }
}
