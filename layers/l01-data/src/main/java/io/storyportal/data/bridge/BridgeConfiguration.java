package io.storyportal.data.bridge;

import io.storyportal.data.embeddings.Embedder;
import io.storyportal.kit.web.bridge.Bridges;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BridgeConfiguration {

    @Bean
    Embedder embedder(Bridges bridges) {
        return new L04Bridge(bridges);
    }
}
