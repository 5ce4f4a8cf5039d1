package io.storyportal.data;

import io.storyportal.kit.testing.LayerContract;
import io.storyportal.kit.testing.LayerTest;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.web.server.LocalServerPort;

@Tag("l01")
@LayerTest
class DataLayerTest implements LayerContract {

    @LocalServerPort
    private int port;

    @Override
    public int port() {
        return port;
    }
}
