package io.storyportal.data;

import io.storyportal.kit.testing.LayerContract;

class DataLayerTest extends Scene implements LayerContract {

    @Override
    public int port() {
        return super.port();
    }
}
