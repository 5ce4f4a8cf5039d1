package io.storyportal.planning;

import io.storyportal.kit.testing.LayerContract;
import io.storyportal.kit.testing.LayerTest;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.web.server.LocalServerPort;

@LayerTest
@Tag("l05")
class PlanningLayerTest implements LayerContract {
    @LocalServerPort
    int port;

    @Override
    public int port() {
        return port;
    }
}
