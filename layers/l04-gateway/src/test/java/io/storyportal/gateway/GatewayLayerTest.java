package io.storyportal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.storyportal.kit.testing.LayerContract;
import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.testing.Problems;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway as it comes: with no provider configured. */
@Tag("l04")
@LayerTest
class GatewayLayerTest implements LayerContract {

    @LocalServerPort
    int port;

    @Override
    public int port() {
        return port;
    }

    @Test
    void saysHowToConfigureAProviderWhenThereIsNone() {
        var call = Map.of("messages", List.of(Map.of("role", "user", "content", "Hello")));

        Problems.expect(authenticated().post().uri("/infer").bodyValue(call).exchange(), 503, "E4100");
        authenticated()
                .post()
                .uri("/route")
                .bodyValue(Map.of())
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.remedy")
                .value(String.class, containsString("ANTHROPIC_API_KEY"))
                .jsonPath("$.providers[?(@.name == 'ollama')].remedy")
                .exists();
    }

    @Test
    void listsTheEmbeddingModelAndTheProvidersThatCouldBe() {
        authenticated()
                .get()
                .uri("/models")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].kind")
                .isEqualTo("embedding")
                .jsonPath("$.items[0].is_default")
                .isEqualTo(true)
                .jsonPath("$.providers.length()")
                .isEqualTo(3);
    }

    @Test
    void embedsTextsInTheirOrder() {
        JsonNode response = embed(List.of("a log file", "prices", "a log file"));

        assertThat(response.path("dimension").asInt()).isEqualTo(384);
        JsonNode embeddings = response.path("embeddings");
        assertThat(embeddings.size()).isEqualTo(3);
        assertThat(embeddings.get(0)).isEqualTo(embeddings.get(2)).isNotEqualTo(embeddings.get(1));
        assertThat(embed(List.of("prices")).path("embeddings").get(0)).isEqualTo(embeddings.get(1));
    }

    @Test
    void refusesMoreTextsOrLongerOnesThanItEmbedsAtOnce() {
        Problems.expect(embedding(Collections.nCopies(129, "a")), 422, "E4002");
        Problems.expect(embedding(List.of("a".repeat(8193))), 422, "E4002");
        Problems.expect(embedding(List.of("")), 422, "E4002");
        assertThat(embed(Collections.nCopies(128, "a")).path("embeddings").size())
                .isEqualTo(128);
    }

    private JsonNode embed(List<String> texts) {
        byte[] body = embedding(texts)
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return JsonMapper.shared().readTree(body);
    }

    private ResponseSpec embedding(List<String> texts) {
        return authenticated()
                .post()
                .uri("/embed")
                .bodyValue(Map.of("texts", texts))
                .exchange();
    }
}
