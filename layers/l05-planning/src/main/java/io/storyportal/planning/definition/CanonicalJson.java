package io.storyportal.planning.definition;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One spelling for equal JSON: keys sorted, no white space, numbers without trailing zeros or exponent. A document that
 * went through PostgreSQL's jsonb and back has the same canonical form.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    public static byte[] bytes(JsonNode node) {
        return text(node).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(JsonNode node) {
        StringBuilder out = new StringBuilder();
        append(node, out);
        return out.toString();
    }

    private static void append(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            appendObject(node, out);
        } else if (node.isArray()) {
            out.append('[');
            for (int i = 0; i < node.size(); i++) {
                out.append(i == 0 ? "" : ",");
                append(node.get(i), out);
            }
            out.append(']');
        } else if (node.isNumber()) {
            out.append(node.decimalValue().stripTrailingZeros().toPlainString());
        } else {
            out.append(node);
        }
    }

    private static void appendObject(JsonNode node, StringBuilder out) {
        TreeMap<String, JsonNode> sorted = new TreeMap<>();
        node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        out.append('{');
        String separator = "";
        for (var entry : sorted.entrySet()) {
            out.append(separator).append(JsonNodeFactory.instance.stringNode(entry.getKey()));
            out.append(':');
            append(entry.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }
}
