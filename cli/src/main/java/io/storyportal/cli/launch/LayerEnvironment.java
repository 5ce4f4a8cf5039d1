package io.storyportal.cli.launch;

import io.storyportal.cli.fleet.Fleet;
import io.storyportal.cli.fleet.Home;
import io.storyportal.cli.fleet.Layer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a layer's process is told: the caller's own environment, then where everything is. Keys of model providers reach
 * the model gateway alone.
 */
public record LayerEnvironment(
        Fleet fleet, Home home, Map<String, String> inherited, String databaseUrl, String redisUrl) {

    private static final String MODEL_GATEWAY = "l04";
    private static final List<String> PROVIDERS = List.of("ANTHROPIC_", "OPENAI_", "OLLAMA_");

    public Map<String, String> of(Layer layer) {
        var all = new HashMap<>(inherited);
        // Flags meant for another JVM would not fit the layer's AOT cache.
        all.keySet().removeIf(name -> name.equals("JAVA_TOOL_OPTIONS") || name.equals("JDK_JAVA_OPTIONS"));
        if (!layer.id().equals(MODEL_GATEWAY)) {
            all.keySet().removeIf(name -> PROVIDERS.stream().anyMatch(name::startsWith));
        }
        all.remove("PORTAL_API_KEY");
        all.put("PORT", "" + fleet.port(layer));
        all.put("DATABASE_URL", databaseUrl);
        all.put("REDIS_URL", redisUrl);
        all.put("PORTAL_HOME", home.folder().toString());
        all.put("PORTAL_KEYS_DIR", home.keys().toString());
        // glibc would keep a memory pool per thread; two per process are enough here and give memory back.
        all.putIfAbsent("MALLOC_ARENA_MAX", "2");
        all.putIfAbsent("PORTAL_PROFILE", "dev");
        all.putIfAbsent("PORTAL_BIND", "127.0.0.1");
        fleet.urls().forEach((id, url) -> all.put("PORTAL_URLS_" + id.toUpperCase(Locale.ROOT), url));
        return all;
    }
}
