package io.storyportal.gateway;

import static org.hamcrest.Matchers.containsString;

import io.storyportal.kit.testing.LayerContract;
import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.testing.Problems;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

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
}
