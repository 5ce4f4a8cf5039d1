package io.storyportal.kit.web.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * One spelling for equal JSON: keys sorted, no white space, numbers by their value. A document that went through
 * PostgreSQL's jsonb and back has the same canonical form, so what is signed, hashed or compared goes through here.
 */
public final class CanonicalJson {

    /** Beyond so many digits before or behind the point an exponent is written; no double has more. */
    private static final int PLAIN_DIGITS = 400;

    private CanonicalJson() {}

    public static byte[] bytes(JsonNode node) {
        return text(node).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(JsonNode node) {
        StringBuilder out = new StringBuilder();
        append(node, out);
        return out.toString();
    }

    /** The same for people: indented, in the canonical order and spelling. */
    public static String pretty(JsonNode node) {
        return ordered(node).toPrettyString();
    }

    private static void append(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            String separator = "{";
            for (Map.Entry<String, JsonNode> field : sorted(node)) {
                out.append(separator).append(JsonNodeFactory.instance.stringNode(field.getKey()));
                out.append(':');
                append(field.getValue(), out);
                separator = ",";
            }
            out.append(node.isEmpty() ? "{}" : "}");
        } else if (node.isArray()) {
            out.append('[');
            for (int i = 0; i < node.size(); i++) {
                out.append(i == 0 ? "" : ",");
                append(node.get(i), out);
            }
            out.append(']');
        } else {
            out.append(node.isNumber() ? number(node) : node.toString());
        }
    }

    private static JsonNode ordered(JsonNode node) {
        if (node.isObject()) {
            ObjectNode ordered = JsonNodeFactory.instance.objectNode();
            sorted(node).forEach(field -> ordered.set(field.getKey(), ordered(field.getValue())));
            return ordered;
        }
        if (node.isArray()) {
            ArrayNode ordered = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> ordered.add(ordered(element)));
            return ordered;
        }
        return node.isNumber() ? JsonNodeFactory.instance.rawValueNode(new RawValue(number(node))) : node;
    }

    private static Iterable<Map.Entry<String, JsonNode>> sorted(JsonNode object) {
        return object.properties().stream().sorted(Map.Entry.comparingByKey()).toList();
    }

    /** A double that overflowed is no JSON number; it is written as the text that Jackson makes of it. */
    private static String number(JsonNode node) {
        if (node instanceof NumericNode numeric && numeric.isNaN()) {
            return node.toString();
        }
        BigDecimal value = node.decimalValue().stripTrailingZeros();
        return Math.abs((long) value.scale()) > PLAIN_DIGITS ? value.toString() : value.toPlainString();
    }
}
