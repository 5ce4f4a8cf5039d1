package io.storyportal.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.cli.fleet.Fleet;
import io.storyportal.cli.fleet.Home;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cli")
class LayerEnvironmentTest {

    private final Fleet fleet = Fleet.read(Path.of(".."), 1000);

    private Map<String, String> of(String layer, Map<String, String> inherited) {
        var home = new Home(Path.of("/somewhere"));
        return new LayerEnvironment(fleet, home, inherited, "postgres://db", "redis://cache").of(fleet.layer(layer));
    }

    @Test
    void givesProviderKeysToTheModelGatewayAlone() {
        var inherited = Map.of("ANTHROPIC_API_KEY", "a", "OPENAI_API_KEY", "b", "PORTAL_API_KEY", "c", "LANG", "C");
        assertThat(of("l04", inherited)).containsKeys("ANTHROPIC_API_KEY", "OPENAI_API_KEY", "LANG");
        assertThat(of("l03", inherited)).doesNotContainKeys("ANTHROPIC_API_KEY", "OPENAI_API_KEY", "PORTAL_API_KEY");
    }

    @Test
    void tellsWhereEverythingIs() {
        assertThat(of("l05", Map.of()))
                .containsEntry("PORT", "9005")
                .containsEntry("DATABASE_URL", "postgres://db")
                .containsEntry("REDIS_URL", "redis://cache")
                .containsEntry("PORTAL_URLS_L01", "http://127.0.0.1:9001")
                .containsEntry("PORTAL_KEYS_DIR", "/somewhere/keys")
                .containsEntry("PORTAL_PROFILE", "dev");
        assertThat(of("l05", Map.of("PORTAL_PROFILE", "production"))).containsEntry("PORTAL_PROFILE", "production");
    }
}
