package io.storyportal.data.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.ids.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is unusual comes back as it was sent, or is refused with a reason; it never breaks anything. */
class OddPayloadTest extends Scene {

    private static ResponseSpec send(Api api, HttpMethod method, String path, String body) {
        return api.client()
                .method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }

    private static String event(String value) {
        return "{\"event_type\":\"custom.noted\",\"aggregate_id\":\"" + Ids.uuid7() + "\",\"payload\":{\"v\":" + value
                + "}}";
    }

    private static String deep(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String manyKeys() {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> "\"k" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** The value as it comes back by each of the ways in which values are kept. */
    private static void expectBack(Api api, String value) {
        JsonNode sent = JsonMapper.shared().readTree(value);
        String id = Api.json(send(api, HttpMethod.POST, "/api/events", event(value))
                        .expectStatus()
                        .isCreated())
                .path("event_id")
                .asString();
        expectSame(api.read("/api/events/" + id).path("payload").path("v"), sent);
        JsonNode goal = Api.json(
                send(api, HttpMethod.POST, "/api/goals", "{\"description\":\"x\",\"metadata\":{\"v\":" + value + "}}")
                        .expectStatus()
                        .isCreated());
        expectSame(goal.path("metadata").path("v"), sent);
        String path = "/api/goals/" + goal.path("id").asString();
        expectSame(api.read(path).path("metadata").path("v"), sent);
        send(api, HttpMethod.PUT, "/api/config/odd/k", "{\"value\":" + value + "}")
                .expectStatus()
                .isOk();
        expectSame(api.read("/api/config/odd/k").path("value"), sent);
    }

    /** By value: 1e308 may come back in other digits. */
    private static void expectSame(JsonNode back, JsonNode sent) {
        if (sent.isNumber()) {
            assertThat(back.decimalValue()).isEqualByComparingTo(sent.decimalValue());
        } else {
            assertThat(back).isEqualTo(sent);
        }
    }

    private static void expectRefusal(Api api, String value, int status, String code) {
        Problems.expect(send(api, HttpMethod.POST, "/api/events", event(value)), status, code);
        Problems.expect(
                send(api, HttpMethod.POST, "/api/events/batch", "{\"events\":[" + event(value) + "]}"), status, code);
        Problems.expect(
                send(api, HttpMethod.POST, "/api/goals", "{\"description\":\"x\",\"metadata\":{\"v\":" + value + "}}"),
                status,
                code);
        Problems.expect(send(api, HttpMethod.PUT, "/api/config/odd/k", "{\"value\":" + value + "}"), status, code);
        assertThat(api.read("/api/events").path("items")).isEmpty();
    }

    @Test
    void keepsFiveMegabytesInABatchAndRefusesThemElsewhere() {
        Api api = newTenant();
        String value = "\"" + "x".repeat(5_000_000) + "\"";
        String path = Api.json(send(api, HttpMethod.POST, "/api/events/batch", "{\"events\":[" + event(value) + "]}")
                        .expectStatus()
                        .isCreated())
                .path("items")
                .get(0)
                .path("event_id")
                .asString();
        assertThat(api.read("/api/events/" + path).path("payload").path("v").asString())
                .hasSize(5_000_000);
        Problems.expect(send(api, HttpMethod.POST, "/api/events", event(value)), 413, "E1008");
        Problems.expect(send(api, HttpMethod.PUT, "/api/config/odd/k", "{\"value\":" + value + "}"), 413, "E1008");
        byte[] part = "x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
        ResponseSpec unannounced = api.client()
                .post()
                .uri("/api/goals")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Flux.just("{\"description\":\"".getBytes(StandardCharsets.UTF_8), part, part, part), byte[].class)
                .exchange();
        Problems.expect(unannounced, 413, "E1008");
    }

    @Test
    void keepsTenThousandKeys() {
        expectBack(newTenant(), manyKeys());
    }

    @Test
    void refusesMoreFieldsOfMetadataThanItAllows() {
        Problems.expect(
                send(
                        newTenant(),
                        HttpMethod.POST,
                        "/api/goals",
                        "{\"description\":\"x\",\"metadata\":" + manyKeys() + "}"),
                422,
                "E1002");
    }

    @Test
    void keepsWhatIsNestedDeeplyAndRefusesWhatIsNestedTooDeeply() {
        Api api = newTenant();
        expectRefusal(api, deep(1000), 400, "E1001");
        expectRefusal(api, deep(410), 422, "E1002");
        expectBack(api, deep(390));
        for (int depth = 390; depth < 505; depth++) {
            for (String path : new String[] {"/api/events", "/api/goals"}) {
                String value = deep(depth);
                String body = path.endsWith("events")
                        ? event(value)
                        : "{\"description\":\"x\",\"metadata\":{\"v\":" + value + "}}";
                int status = send(api, HttpMethod.POST, path, body)
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .value();
                assertThat(status).as("%s nested %d deep", path, depth).isIn(201, 400, 422);
            }
        }
        for (String list : new String[] {"/api/events", "/api/events/feed?types=custom.noted", "/api/goals"}) {
            api.get(list).expectStatus().isOk();
        }
        api.post("/api/admin/projections/goals/rebuild", Map.of())
                .expectStatus()
                .isOk();
        api.read("/api/goals")
                .path("items")
                .forEach(goal ->
                        api.read("/api/history/goals/" + goal.path("id").asString() + "?at=2999-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\\u0000b\"", "{\"a\\u0000\":1}", "\"\\ud800\"", "[\"x\\udc00y\"]"})
    void refusesTextThatCannotBeStored(String value) {
        expectRefusal(newTenant(), value, 422, "E1106");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1e999", "[{\"a\":1e400}]"})
    void refusesNumbersThatNoDoubleHolds(String value) {
        expectRefusal(newTenant(), value, 422, "E1002");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e308",
                "-5e-324",
                "1e-999",
                "123456789012345678901234567890",
                "0.1",
                "9007199254740993",
                "\"\\ud83d\\ude00\"",
                "\"\\ufffe\\uffff\"",
                "{\"\":{\"\":0}}",
                "{\"a\":null,\"b\":[null,{\"c\":null}]}",
                "\"\\\\u0000\""
            })
    void givesBackWhatIsOnlyUnusual(String value) {
        expectBack(newTenant(), value);
    }

    @Test
    void refusesNumbersOfTooManyDigitsAndBytesThatAreNoText() {
        Api api = newTenant();
        expectRefusal(api, "{\"\\ud83d\":1}", 400, "E1001");
        expectRefusal(api, "9".repeat(1001), 400, "E1001");
        byte[] torn = event("\"??\"").getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < torn.length; i++) {
            torn[i] = torn[i] == '?' ? (byte) 0xff : torn[i];
        }
        Problems.expect(
                api.client()
                        .post()
                        .uri("/api/events")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(torn)
                        .exchange(),
                400,
                "E1001");
    }
}
