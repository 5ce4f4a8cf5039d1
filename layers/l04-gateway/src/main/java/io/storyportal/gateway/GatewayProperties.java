package io.storyportal.gateway;

import io.storyportal.gateway.pricing.Price;
import io.storyportal.gateway.provider.ApiKey;
import io.storyportal.gateway.provider.ProviderTimeouts;
import io.storyportal.gateway.provider.anthropic.AnthropicProvider;
import io.storyportal.gateway.provider.ollama.OllamaProvider;
import io.storyportal.gateway.provider.openai.OpenAiProvider;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the gateway is told.
 *
 * @param order provider names, the preferred one first, for calls that name neither provider nor model
 * @param anthropic configured when it has a key
 * @param openai configured when it has a key or a base URL other than OpenAI's own
 * @param ollama configured when it has a base URL
 * @param prices prices that add to, or replace, those of the built-in catalogue
 */
@Validated
@ConfigurationProperties(value = "l04", ignoreUnknownFields = false)
public record GatewayProperties(
        @NotEmpty @DefaultValue({"anthropic", "openai", "ollama"})
        List<@Pattern(regexp = "anthropic|openai|ollama") String> order,

        @DefaultValue Anthropic anthropic,
        @DefaultValue OpenAi openai,
        @DefaultValue Ollama ollama,
        @DefaultValue Timeouts timeouts,
        @Valid @DefaultValue Embedding embedding,
        @DefaultValue List<Price> prices) {

    /** An empty setting is one that was not made: compose files and shells like to pass empty variables on. */
    private static String orElse(String setting, String fallback) {
        return setting.isBlank() ? fallback : setting.strip();
    }

    public record Anthropic(
            @DefaultValue("") ApiKey apiKey,
            @DefaultValue("") String baseUrl,
            @DefaultValue("") String model) {

        public Anthropic {
            baseUrl = orElse(baseUrl, AnthropicProvider.DEFAULT_BASE_URL);
            model = orElse(model, AnthropicProvider.DEFAULT_MODEL);
        }
    }

    public record OpenAi(
            @DefaultValue("") ApiKey apiKey,
            @DefaultValue("") String baseUrl,
            @DefaultValue("") String model) {

        public OpenAi {
            baseUrl = orElse(baseUrl, OpenAiProvider.DEFAULT_BASE_URL);
            model = orElse(model, OpenAiProvider.DEFAULT_MODEL);
        }
    }

    public record Ollama(
            @DefaultValue("") String baseUrl,
            @DefaultValue("") String model) {

        public Ollama {
            baseUrl = baseUrl.strip();
            model = orElse(model, OllamaProvider.DEFAULT_MODEL);
        }
    }

    /** See {@link ProviderTimeouts}. */
    public record Timeouts(
            @DefaultValue("5s") Duration connect,
            @DefaultValue("2m") Duration firstByte,
            @DefaultValue("1m") Duration idle,
            @DefaultValue("10m") Duration total) {

        public ProviderTimeouts forProviders() {
            return new ProviderTimeouts(connect, firstByte, idle, total);
        }
    }

    /**
     * @param threads texts embedded at the same time
     * @param queue texts that may wait for a thread; beyond it a request is refused
     * @param cached vectors kept in memory, about 2 KB each
     * @param warmUpAfter how long after the start the model is loaded when nobody has asked for it yet
     */
    public record Embedding(
            @Min(1) @Max(16) @DefaultValue("2") int threads,
            @Min(1) @Max(100_000) @DefaultValue("1024") int queue,
            @Min(0) @Max(100_000) @DefaultValue("2000") int cached,
            @DefaultValue("15s") Duration warmUpAfter) {}
}
