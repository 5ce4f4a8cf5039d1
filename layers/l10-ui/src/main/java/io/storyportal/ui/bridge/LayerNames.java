package io.storyportal.ui.bridge;

import java.util.Locale;
import java.util.Map;

/** What people call the layers; a test holds it to layers.yaml. */
final class LayerNames {

    private static final Map<String, String> NAMES = Map.of(
            "l01", "Data",
            "l02", "Runtime",
            "l03", "Tools",
            "l04", "Model gateway",
            "l05", "Planning",
            "l09", "API gateway",
            "l10", "Human interface");

    private LayerNames() {}

    static String of(String layer) {
        return NAMES.getOrDefault(layer, layer.toUpperCase(Locale.ROOT));
    }
}
