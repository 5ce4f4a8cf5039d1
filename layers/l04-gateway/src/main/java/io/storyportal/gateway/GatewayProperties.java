package io.storyportal.gateway;

import io.storyportal.gateway.pricing.Price;
import io.storyportal.gateway.provider.ApiKey;
import io.storyportal.gateway.provider.ProviderTimeouts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
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

        @Valid @DefaultValue Anthropic anthropic,
        @Valid @DefaultValue OpenAi openai,
        @Valid @DefaultValue Ollama ollama,
        @DefaultValue Timeouts timeouts,
        @Valid @DefaultValue Embedding embedding,
        @DefaultValue List<Price> prices) {

    public record Anthropic(
            @DefaultValue("") ApiKey apiKey,

            @NotBlank @DefaultValue("https://api.anthropic.com")
            String baseUrl,

            @NotBlank @DefaultValue("claude-sonnet-4-6") String model) {}

    public record OpenAi(
            @DefaultValue("") ApiKey apiKey,

            @NotBlank @DefaultValue("https://api.openai.com/v1")
            String baseUrl,

            @NotBlank @DefaultValue("gpt-4.1-mini") String model) {}

    public record Ollama(
            @DefaultValue("") String baseUrl,
            @NotBlank @DefaultValue("llama3.2") String model) {}

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
