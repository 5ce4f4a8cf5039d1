package io.storyportal.ui.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.ui.UiProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

@Tag("l10")
class LayerNamesTest {

    private static final Pattern LAYER = Pattern.compile("- id: (l\\d\\d)\\s+name: (.+)");

    @Test
    void showsTheLayersOfTheFleetByTheirNames() throws IOException {
        Map<String, String> fleet = new TreeMap<>();
        LAYER.matcher(Files.readString(Path.of("../../layers.yaml")))
                .results()
                .forEach(layer -> fleet.put(layer.group(1), layer.group(2).strip()));

        List<String> shown = new Binder(new MapConfigurationPropertySource(Map.of("l10.freshness", "1s")))
                .bind("l10", UiProperties.class)
                .get()
                .layers();

        assertThat(shown).containsExactlyElementsOf(fleet.keySet());
        fleet.forEach((id, name) -> assertThat(LayerNames.of(id)).isEqualTo(name));
    }
}
