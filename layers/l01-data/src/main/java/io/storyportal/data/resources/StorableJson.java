package io.storyportal.data.resources;

import io.storyportal.data.DataProblem;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Checks that JSON can be stored, and weighs it. PostgreSQL's texts hold neither NUL nor unpaired surrogates. */
public final class StorableJson {

    private static final int NODE_WEIGHT = 16;

    private StorableJson() {}

    /** Roughly the bytes it holds; a text that cannot be stored is a 422 problem naming its path. */
    public static long weigh(JsonNode node) {
        return weigh(node, "");
    }

    private static long weigh(JsonNode node, String path) {
        if (node.isString()) {
            requireStorable(node.stringValue(), path);
            return NODE_WEIGHT + node.stringValue().length();
        }
        long weight = NODE_WEIGHT;
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                requireStorable(field.getKey(), path);
                weight += field.getKey().length() + weigh(field.getValue(), path + "/" + field.getKey());
            }
        } else if (node.isArray()) {
            int index = 0;
            for (JsonNode element : node) {
                weight += weigh(element, path + "/" + index++);
            }
        }
        return weight;
    }

    private static void requireStorable(String text, String path) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean paired = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || Character.isSurrogate(c) && !paired) {
                throw DataProblem.UNSTORABLE_TEXT
                        .exception("The text at '" + (path.isEmpty() ? "/" : path) + "' cannot be stored")
                        .with("path", path);
            }
            if (paired) {
                i++;
            }
        }
    }
}
