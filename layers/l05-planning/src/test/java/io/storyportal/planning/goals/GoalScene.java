package io.storyportal.planning.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.web.caller.DevKey;
import io.storyportal.planning.FakeLayers;
import io.storyportal.planning.FakeModels;
import io.storyportal.planning.execution.FakeLedger;
import io.storyportal.planning.execution.FakeTools;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The layer over HTTP; what the other layers would do is played. */
@LayerTest
@Import(FakeLayers.class)
@Tag("l05")
@Tag("integration")
abstract class GoalScene {
    static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort
    int port;

    @Autowired
    FakeLedger ledger;

    @Autowired
    FakeTools tools;

    @Autowired
    FakeModels models;

    WebTestClient client;

    @BeforeEach
    void connect() {
        client = client(DevKey.VALUE);
        models.reset();
        FakeLayers.usual(tools, ledger);
        await().untilAsserted(() ->
                client.get().uri("/health/ready").exchange().expectStatus().isOk());
    }

    WebTestClient client(String token) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
    }

    static MultipartBodyBuilder form(String description, String... files) {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        for (String file : files) {
            form.part("file", "id,x\n1,2\n").filename(file).contentType(MediaType.parseMediaType("text/csv"));
        }
        form.part("description", description);
        return form;
    }

    ResponseSpec send(MultipartBodyBuilder form, String... key) {
        var request = client.post().uri("/goals");
        if (key.length > 0) {
            request.header("Idempotency-Key", key[0]);
        }
        return request.body(BodyInserters.fromMultipartData(form.build())).exchange();
    }

    static JsonNode json(ResponseSpec answer, int status) {
        return JSON.readTree(answer.expectStatus()
                .isEqualTo(status)
                .expectBody()
                .returnResult()
                .getResponseBody());
    }

    JsonNode get(String path, Object... values) {
        return json(client.get().uri(path, values).exchange(), 200);
    }

    JsonNode reportWhen(String goal, String status) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        get("/goals/{id}", goal).get("status").asString())
                .isEqualTo(status));
        return get("/goals/{id}/report", goal);
    }

    ResponseSpec post(String path, String body) {
        return client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    JsonNode draft() {
        UUID file = ledger.store("orders.csv", "text/csv", reactor.core.publisher.Flux.empty())
                .block()
                .id();
        return json(
                post(
                        "/plans/create",
                        "{\"description\": \"Profile orders.csv\", \"artifact_ids\": [\"%s\"]}".formatted(file)),
                201);
    }
}
