package io.storyportal.data.configuration;

import io.storyportal.data.resources.NamedIds;
import io.storyportal.data.resources.ResourceType;
import java.util.Map;
import java.util.UUID;

/** How settings are kept. */
public final class ConfigEntries {

    public static final ResourceType<ConfigEntry> TYPE =
            ResourceType.of("config", "config", ConfigEntry.class).build();

    private ConfigEntries() {}

    /** What is put where; both come from the path. */
    static Map<String, Object> entry(String namespace, String key, Object value) {
        return Map.of("namespace", namespace, "key", key, "value", value);
    }

    /** The id that a namespace and a key always have, so that writing a setting needs no look-up. */
    static UUID idOf(String namespace, String key) {
        return NamedIds.of("config/" + namespace + "/" + key);
    }
}
