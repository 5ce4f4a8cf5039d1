package io.storyportal.ui.live;

import io.storyportal.kit.web.health.Drain;
import io.storyportal.ui.UiProperties;
import io.storyportal.ui.bridge.L01Bridge;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import reactor.netty.http.server.WebsocketServerSpec;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

    /** A browser sends one small frame; a larger one is not from our page. */
    private static final int LONGEST_FRAME = 8 * 1024;

    @Bean
    WebSocketService eventSockets() {
        return new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(
                () -> WebsocketServerSpec.builder().maxFramePayloadLength(LONGEST_FRAME)));
    }

    @Bean
    EventSocket eventSocket(L01Bridge l01, UiProperties properties, Drain drain, JsonMapper json, Clock clock) {
        EventTail tail = new EventTail(l01, clock, properties.socket().buffer());
        return new EventSocket(tail, properties.socket(), drain, json, clock);
    }
}
