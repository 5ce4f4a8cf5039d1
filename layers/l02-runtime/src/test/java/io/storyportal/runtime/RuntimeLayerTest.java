package io.storyportal.runtime;

import io.storyportal.kit.testing.LayerContract;
import io.storyportal.kit.testing.LayerTest;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@Tag("l02")
@LayerTest
class RuntimeLayerTest implements LayerContract {

    @DynamicPropertySource
    static void workspaces(DynamicPropertyRegistry registry) {
        OpenFolders.workspaces(registry);
    }

    @LocalServerPort
    private int port;

    @Override
    public int port() {
        return port;
    }
}
