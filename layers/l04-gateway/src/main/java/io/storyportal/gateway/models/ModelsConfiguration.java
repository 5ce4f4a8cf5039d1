package io.storyportal.gateway.models;

import io.storyportal.gateway.embedding.EmbeddingModelName;
import io.storyportal.gateway.pricing.PriceCatalogue;
import io.storyportal.gateway.provider.ConfiguredProviders;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the list of models. */
@Configuration(proxyBeanMethods = false)
class ModelsConfiguration {

    @Bean
    ModelCatalogue modelCatalogue(ConfiguredProviders providers, PriceCatalogue prices, EmbeddingModelName embedding) {
        return new ModelCatalogue(providers, prices, embedding.value());
    }
}
