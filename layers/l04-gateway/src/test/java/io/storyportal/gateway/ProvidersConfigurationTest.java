package io.storyportal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.gateway.provider.ConfiguredProviders;
import io.storyportal.gateway.provider.GuardedProvider;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

@Tag("l04")
class ProvidersConfigurationTest {

    @Test
    void configuresNothingWithoutAKeyOrAnAddress() {
        ConfiguredProviders providers = providers(Map.of());

        assertThat(providers.providers()).isEmpty();
        assertThat(providers.missing())
                .extracting(ConfiguredProviders.Missing::name)
                .containsExactly("anthropic", "openai", "ollama");
    }

    @Test
    void takesAnEmptySettingForOneThatWasNotMade() {
        var settings = new HashMap<String, String>();
        for (String provider : new String[] {"anthropic", "openai", "ollama"}) {
            settings.put("l04." + provider + ".base-url", "");
            settings.put("l04." + provider + ".model", "");
        }

        assertThat(providers(settings).providers()).isEmpty();
        settings.put("l04.anthropic.api-key", "key");
        assertThat(providers(settings).providers())
                .extracting(GuardedProvider::defaultModel)
                .containsExactly("claude-sonnet-4-6");
    }

    @Test
    void usesACompatibleServerThatTakesNoKeyForAnyModel() {
        var server = providers(Map.of("l04.openai.base-url", "http://localhost:8080/v1"))
                .named("openai")
                .orElseThrow();

        assertThat(server.accepts("qwen2.5-7b")).isTrue();
    }

    @Test
    void asksOpenAiItselfForItsOwnModelsOnly() {
        var openai =
                providers(Map.of("l04.openai.api-key", "key")).named("openai").orElseThrow();

        assertThat(openai.accepts("gpt-4.1")).isTrue();
        assertThat(openai.accepts("o4-mini")).isTrue();
        assertThat(openai.accepts("gpt-oss:20b")).isFalse();
        assertThat(openai.accepts("claude-sonnet-4-6")).isFalse();
    }

    @Test
    void keepsTheOperatorsOrder() {
        var providers = providers(Map.of(
                "l04.order", "ollama",
                "l04.anthropic.api-key", "key",
                "l04.ollama.base-url", "http://localhost:11434"));

        assertThat(providers.providers()).extracting(GuardedProvider::name).containsExactly("ollama", "anthropic");
    }

    @Test
    void printsNoKey() {
        GatewayProperties properties = properties(Map.of("l04.anthropic.api-key", "sk-ant-4711"));

        assertThat(properties.anthropic().apiKey().present()).isTrue();
        assertThat(properties.toString()).doesNotContain("4711");
    }

    private static ConfiguredProviders providers(Map<String, String> settings) {
        return new ProvidersConfiguration().providers(properties(settings), JsonMapper.shared());
    }

    private static GatewayProperties properties(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("l04", GatewayProperties.class);
    }
}
