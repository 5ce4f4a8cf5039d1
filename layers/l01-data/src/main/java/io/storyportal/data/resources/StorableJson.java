package io.storyportal.data.resources;

import io.storyportal.data.DataProblem;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Checks that JSON can be stored, and weighs it. PostgreSQL's texts hold neither NUL nor unpaired surrogates; a number beyond
 * the largest double was read as infinity, which JSON cannot tell; and what is nested as deeply as JSON may be read could not be
 * written inside an answer any more.
 */
public final class StorableJson {

    private static final int NODE_WEIGHT = 16;

    /** Readers and writers of JSON refuse 500 levels; envelopes, lists and batches around it need some of them. */
    private static final int MAX_DEPTH = 400;

    private StorableJson() {}

    /** Roughly the bytes it holds; what cannot be stored is a 422 problem saying where. */
    public static long weigh(JsonNode node) {
        return weigh(node, "", 0);
    }

    private static long weigh(JsonNode node, String path, int depth) {
        if (node.isString()) {
            requireStorable(node.stringValue(), path);
            return NODE_WEIGHT + node.stringValue().length();
        }
        if (node.isDouble()) {
            requireFinite(node.doubleValue(), path);
        }
        if (depth > MAX_DEPTH) {
            throw CommonProblem.INVALID.exception("JSON may be nested " + MAX_DEPTH + " levels deep; this is deeper");
        }
        long weight = NODE_WEIGHT;
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                requireStorable(field.getKey(), path);
                weight += field.getKey().length() + weigh(field.getValue(), path + "/" + field.getKey(), depth + 1);
            }
        } else if (node.isArray()) {
            int index = 0;
            for (JsonNode element : node) {
                weight += weigh(element, path + "/" + index++, depth + 1);
            }
        }
        return weight;
    }

    private static void requireFinite(double number, String path) {
        if (!Double.isFinite(number)) {
            throw CommonProblem.INVALID
                    .exception("The number at '" + (path.isEmpty() ? "/" : path) + "' is too large to be stored")
                    .with("path", path);
        }
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
