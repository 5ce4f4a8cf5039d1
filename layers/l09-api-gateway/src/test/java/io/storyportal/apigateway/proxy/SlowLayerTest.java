package io.storyportal.apigateway.proxy;

import io.storyportal.apigateway.DoorTestBase;
import io.storyportal.kit.testing.Problems;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;

@Tag("l09")
@TestPropertySource(properties = "l09.routes=classpath:short-timeouts.yaml")
class SlowLayerTest extends DoorTestBase {

    @Test
    void aLayerThatDoesNotAnswerInTimeIsA504() {
        L05.on("/slow", (request, response) -> Mono.never());

        Problems.expect(
                with(key("guest", "GUEST", "STANDARD"))
                        .get()
                        .uri("/api/v1/slow")
                        .exchange(),
                504,
                "E9111");
    }
}
