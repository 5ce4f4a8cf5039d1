package io.storyportal.tools;

import io.storyportal.kit.testing.LayerContract;
import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.testing.Problems;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The layer as it is deployed, with every other layer away. */
@Tag("l03")
@LayerTest
class ToolsLayerTest implements LayerContract {
    @LocalServerPort
    int port;

    @Override
    public int port() {
        return port;
    }

    @Test
    void listsTheToolsWithTheirSchemas() {
        authenticated()
                .get()
                .uri("/tools?category=dataset")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(6)
                .jsonPath("$.items[?(@.name == 'dataset.profile')].input_schema.properties.path")
                .exists();
    }

    @Test
    void pagesTheList() {
        authenticated()
                .get()
                .uri("/tools?limit=3")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(3)
                .jsonPath("$.next_cursor")
                .isNotEmpty();
    }

    @Test
    void searchesByWordsAndSaysSo() {
        authenticated()
                .get()
                .uri("/tools/search?q=compare two datasets by key")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.mode")
                .isEqualTo("keyword")
                .jsonPath("$.note")
                .isNotEmpty()
                .jsonPath("$.items[0].tool.name")
                .isEqualTo("dataset.compare");
    }

    @Test
    void runsNothingThatCannotBeRecorded() {
        var call = Map.of("input", Map.of("text", "hello"));

        Problems.expect(
                authenticated()
                        .post()
                        .uri("/tools/text.stats/invoke")
                        .bodyValue(call)
                        .exchange(),
                503,
                "E3014");
    }
}
