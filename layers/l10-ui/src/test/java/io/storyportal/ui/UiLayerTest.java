package io.storyportal.ui;

import io.storyportal.kit.testing.LayerContract;
import io.storyportal.kit.testing.LayerTest;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.web.server.LocalServerPort;

@LayerTest
@Tag("l10")
class UiLayerTest implements LayerContract {

    @LocalServerPort
    private int port;

    @Override
    public int port() {
        return port;
    }
}
