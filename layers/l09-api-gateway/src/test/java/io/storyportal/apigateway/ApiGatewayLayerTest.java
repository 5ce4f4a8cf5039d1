package io.storyportal.apigateway;

import io.storyportal.kit.testing.LayerContract;
import org.junit.jupiter.api.Tag;

@Tag("l09")
class ApiGatewayLayerTest extends DoorTestBase implements LayerContract {

    @Override
    public int port() {
        return port;
    }

    /** Its own few operations are described by {@link DoorApiTest}; all others are the layers'. */
    @Override
    public boolean describesItself() {
        return false;
    }

    @Override
    public boolean takesServiceTokens() {
        return false;
    }
}
