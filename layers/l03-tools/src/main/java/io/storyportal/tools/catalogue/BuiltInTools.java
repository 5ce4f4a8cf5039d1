package io.storyportal.tools.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The tools this version of the platform brings, by name. */
public final class BuiltInTools {
    private final Map<String, Tool> byName = new LinkedHashMap<>();

    public BuiltInTools(List<Tool> tools) {
        for (Tool tool : tools) {
            if (byName.put(tool.spec().name(), tool) != null) {
                throw new IllegalArgumentException(
                        "Two tools are called " + tool.spec().name());
            }
        }
    }

    public @Nullable Tool find(String name) {
        return byName.get(name);
    }

    public Collection<Tool> all() {
        return byName.values();
    }

    /** The declaration in {@code tools/<name>.json}. */
    public static ToolSpec spec(JsonMapper json, String name) {
        String resource = "/tools/" + name + ".json";
        try (InputStream in = BuiltInTools.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The declaration " + resource + " is missing");
            }
            return json.readValue(in, ToolSpec.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
