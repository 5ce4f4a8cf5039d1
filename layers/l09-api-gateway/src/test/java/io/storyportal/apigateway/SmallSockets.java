package io.storyportal.apigateway;

import io.netty.channel.ChannelOption;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Gives the door's connections socket buffers of a known size. Linux lets them grow to megabytes of its own accord, and a
 * test could not tell what the kernel holds from what the door holds.
 */
@TestConfiguration(proxyBeanMethods = false)
public class SmallSockets {

    public static final int BYTES = 128 * 1024;

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> smallSocketsOutside() {
        return factory -> factory.addServerCustomizers(server -> server.childOption(ChannelOption.SO_RCVBUF, BYTES));
    }

    @Bean
    HttpClientCustomizer smallSocketsInside() {
        return client -> client.option(ChannelOption.SO_SNDBUF, BYTES);
    }
}
