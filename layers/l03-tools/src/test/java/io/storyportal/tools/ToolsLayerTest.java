package io.storyportal.tools;

import io.storyportal.kit.testing.LayerContract;
import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.testing.Problems;
import io.storyportal.tools.fakes.InMemoryToolRecords;
import io.storyportal.tools.fakes.OtherLayers;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@Tag("l03")
@LayerTest
@Import(OtherLayers.class)
class ToolsLayerTest implements LayerContract {
    @LocalServerPort
    int port;

    @Autowired
    InMemoryToolRecords records;

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
                .exists()
                .jsonPath("$.items[0].id")
                .isNotEmpty();
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
    void findsAToolByNameAndById() {
        String id = (String) authenticated()
                .get()
                .uri("/tools/log.inspect")
                .exchange()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody()
                .get("id");
        authenticated()
                .get()
                .uri("/tools/" + id)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("log.inspect");
        Problems.expect(authenticated().get().uri("/tools/no.such.tool").exchange(), 404, "E3003");
    }

    @Test
    void searchesByWordsAndSaysSoWhenTheGatewayIsAway() {
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
}
