package io.storyportal.ui.bridge;

import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.kit.web.config.PortalProperties;
import io.storyportal.ui.UiProperties;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

@Configuration(proxyBeanMethods = false)
class BridgeConfiguration {

    @Bean
    L01Bridge l01Bridge(Bridges bridges) {
        return new L01Bridge(bridges);
    }

    @Bean
    LayerProbe layerProbe(WebClient.Builder http, PortalProperties portal, UiProperties properties, Clock clock) {
        return new LayerProbe(http.build(), portal, properties.layers(), properties.healthTimeout(), clock);
    }
}
