package io.storyportal.ui.dashboard;

import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.ui.UiServer;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A context of its own: what fails here must not open the breakers of other tests. */
@LayerTest
@Tag("l10")
@TestPropertySource(properties = "l10.freshness=50ms")
class DegradedDashboardTest extends UiServer {

    private static final String BACK = "/dashboard/stats";

    @Test
    void showsTheRestWhileL01IsAwayAndAllOfItAfterwards() {
        L01.stop();
        try {
            as(TenantId.DEFAULT)
                    .get()
                    .uri("/dashboard/overview")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.layers[0].status")
                    .isEqualTo("down")
                    .jsonPath("$.layers[6].status")
                    .isEqualTo("up")
                    .jsonPath("$.goals")
                    .doesNotExist()
                    .jsonPath("$.unavailable")
                    .value(Matchers.contains("agents", "goals", "events"));
            Problems.expect(as(TenantId.DEFAULT).get().uri(BACK).exchange(), 503, "E10014");
        } finally {
            L01.start();
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as(TenantId.DEFAULT)
                .get()
                .uri(BACK)
                .exchange()
                .expectStatus()
                .isOk());
    }
}
