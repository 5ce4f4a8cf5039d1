package io.storyportal.gateway;

import io.storyportal.gateway.pricing.PriceCatalogue;
import io.storyportal.gateway.provider.ConfiguredProviders;
import io.storyportal.gateway.provider.ConfiguredProviders.Missing;
import io.storyportal.gateway.provider.GuardedProvider;
import io.storyportal.gateway.provider.ModelProvider;
import io.storyportal.gateway.provider.anthropic.AnthropicProvider;
import io.storyportal.gateway.provider.ollama.OllamaProvider;
import io.storyportal.gateway.provider.openai.OpenAiProvider;
import io.storyportal.gateway.routing.ModelRouter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Makes the providers that are configured; decided by code, since ahead-of-time processing freezes conditions. */
@Configuration(proxyBeanMethods = false)
class ProvidersConfiguration {

    private static final List<String> ALL = List.of(AnthropicProvider.NAME, OpenAiProvider.NAME, OllamaProvider.NAME);

    @Bean
    ConfiguredProviders providers(GatewayProperties properties, JsonMapper json) {
        var names = new LinkedHashSet<>(properties.order());
        names.addAll(ALL);
        var configured = new ArrayList<GuardedProvider>();
        var missing = new ArrayList<Missing>();
        for (String name : names) {
            provider(name, properties, json)
                    .ifPresentOrElse(
                            provider -> configured.add(new GuardedProvider(provider)),
                            () -> missing.add(new Missing(name, howToConfigure(name))));
        }
        return new ConfiguredProviders(configured, missing);
    }

    @Bean
    ModelRouter router(ConfiguredProviders providers) {
        return new ModelRouter(providers);
    }

    @Bean
    PriceCatalogue prices(GatewayProperties properties) {
        return PriceCatalogue.builtIn(properties.prices());
    }

    private static Optional<ModelProvider> provider(String name, GatewayProperties properties, JsonMapper json) {
        return switch (name) {
            case AnthropicProvider.NAME -> anthropic(properties, json);
            case OpenAiProvider.NAME -> openAi(properties, json);
            case OllamaProvider.NAME -> ollama(properties, json);
            default -> throw new IllegalStateException("No adapter for " + name);
        };
    }

    private static Optional<ModelProvider> anthropic(GatewayProperties properties, JsonMapper json) {
        var settings = properties.anthropic();
        return settings.apiKey().present()
                ? Optional.of(new AnthropicProvider(
                        settings.baseUrl(),
                        settings.apiKey(),
                        settings.model(),
                        properties.timeouts().forProviders(),
                        json))
                : Optional.empty();
    }

    /** A compatible server on one's own machine often takes no key, so another base URL is enough. */
    private static Optional<ModelProvider> openAi(GatewayProperties properties, JsonMapper json) {
        var settings = properties.openai();
        return settings.apiKey().present() || !settings.baseUrl().equals(OpenAiProvider.DEFAULT_BASE_URL)
                ? Optional.of(new OpenAiProvider(
                        settings.baseUrl(),
                        settings.apiKey(),
                        settings.model(),
                        properties.timeouts().forProviders(),
                        json))
                : Optional.empty();
    }

    private static Optional<ModelProvider> ollama(GatewayProperties properties, JsonMapper json) {
        var settings = properties.ollama();
        return settings.baseUrl().isBlank()
                ? Optional.empty()
                : Optional.of(new OllamaProvider(
                        settings.baseUrl(),
                        settings.model(),
                        properties.timeouts().forProviders(),
                        json));
    }

    private static String howToConfigure(String name) {
        return switch (name) {
            case AnthropicProvider.NAME -> "set ANTHROPIC_API_KEY";
            case OpenAiProvider.NAME -> "set OPENAI_API_KEY, or OPENAI_BASE_URL for a compatible server";
            default -> "set OLLAMA_BASE_URL, e.g. http://localhost:11434";
        };
    }
}
