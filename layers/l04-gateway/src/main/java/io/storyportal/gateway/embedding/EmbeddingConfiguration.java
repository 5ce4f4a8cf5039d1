package io.storyportal.gateway.embedding;

import io.storyportal.gateway.GatewayProperties;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Wires the embedding model; loads nothing. */
@Configuration(proxyBeanMethods = false)
class EmbeddingConfiguration {

    @Bean
    Embedder embedder(GatewayProperties properties) {
        return new Embedder(properties.embedding());
    }

    @Bean
    StopSignals stopSignals(ConfigurableApplicationContext application) {
        return new StopSignals(application);
    }

    @Bean
    EmbeddingModelName embeddingModelName() {
        return new EmbeddingModelName(BgeSmall.NAME);
    }

    @Bean
    EmbeddingCache embeddingCache(GatewayProperties properties) {
        return new EmbeddingCache(properties.embedding().cached());
    }

    /** When the whole fleet starts on few processors, the other layers come first. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> warmUpEmbedder(Embedder embedder, GatewayProperties properties) {
        return ready -> Mono.delay(properties.embedding().warmUpAfter())
                .then(embedder.warmUp())
                .subscribe();
    }
}
