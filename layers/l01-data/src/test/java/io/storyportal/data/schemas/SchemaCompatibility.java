package io.storyportal.data.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What may change in a published version of a schema: only what neither refuses an event that was recorded nor surprises a
 * reader. So properties and values may be added and limits widened; all else is another version.
 */
final class SchemaCompatibility {

    /** They say something to people only. */
    private static final Set<String> ANNOTATIONS =
            Set.of("$schema", "$comment", "title", "description", "examples", "default");

    private static final Set<String> UPPER = Set.of("maxLength", "maxItems", "maxProperties", "maximum");
    private static final Set<String> LOWER = Set.of("minLength", "minItems", "minProperties", "minimum");

    private final List<String> reasons = new ArrayList<>();

    private SchemaCompatibility() {}

    /** Each incompatible change with the place it is at; none for a compatible one. */
    static List<String> reasonsAgainst(JsonNode published, JsonNode changed) {
        SchemaCompatibility check = new SchemaCompatibility();
        check.compare("", published, changed);
        return List.copyOf(check.reasons);
    }

    private void compare(String at, JsonNode before, JsonNode after) {
        Set<String> keywords = new TreeSet<>(before.propertyNames());
        keywords.addAll(after.propertyNames());
        keywords.removeAll(ANNOTATIONS);
        for (String keyword : keywords) {
            JsonNode was = before.path(keyword);
            JsonNode is = after.path(keyword);
            switch (keyword) {
                case "properties" -> properties(at, was, is);
                case "items" -> items(at, was, is);
                case "required" -> required(at, was, is);
                case "enum" -> values(at, was, is);
                case "additionalProperties" -> additional(at, was, is);
                default -> keyword(at, keyword, was, is);
            }
        }
    }

    private void properties(String at, JsonNode before, JsonNode after) {
        for (Map.Entry<String, JsonNode> property : before.properties()) {
            String here = at + "/" + property.getKey();
            if (after.has(property.getKey())) {
                compare(here, property.getValue(), after.path(property.getKey()));
            } else {
                reasons.add(here + ": the property is gone");
            }
        }
    }

    private void items(String at, JsonNode before, JsonNode after) {
        if (before.isMissingNode() || after.isMissingNode()) {
            reasons.add(at + ": 'items' was " + (before.isMissingNode() ? "added" : "taken away"));
        } else {
            compare(at + "/*", before, after);
        }
    }

    private void required(String at, JsonNode before, JsonNode after) {
        Set<String> was = texts(before);
        Set<String> is = texts(after);
        is.stream()
                .filter(name -> !was.contains(name))
                .forEach(name -> reasons.add(at + "/" + name + ": is required now, and recorded events lack it"));
        was.stream()
                .filter(name -> !is.contains(name))
                .forEach(name -> reasons.add(at + "/" + name + ": is no longer required, and readers count on it"));
    }

    private void values(String at, JsonNode before, JsonNode after) {
        if (before.isMissingNode() || after.isMissingNode()) {
            reasons.add(at + ": 'enum' was " + (before.isMissingNode() ? "added" : "taken away"));
            return;
        }
        Set<String> is = texts(after);
        texts(before).stream()
                .filter(value -> !is.contains(value))
                .forEach(value -> reasons.add(at + ": the value " + value + " is gone"));
    }

    private void additional(String at, JsonNode before, JsonNode after) {
        if (after.isBoolean() && !after.booleanValue() && !before.equals(after)) {
            reasons.add(at + ": no longer takes additional properties");
        } else if (after.isObject() && !before.equals(after)) {
            reasons.add(at + ": additional properties are held to a schema now");
        }
    }

    private void keyword(String at, String keyword, JsonNode before, JsonNode after) {
        boolean wider = UPPER.contains(keyword)
                        && (after.isMissingNode() || !before.isMissingNode() && after.asDouble() >= before.asDouble())
                || LOWER.contains(keyword)
                        && (after.isMissingNode() || !before.isMissingNode() && after.asDouble() <= before.asDouble());
        if (!wider && !before.equals(after)) {
            reasons.add("%s: '%s' was %s and is %s".formatted(at, keyword, shown(before), shown(after)));
        }
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "absent" : value.toString();
    }

    private static Set<String> texts(JsonNode array) {
        return array.valueStream()
                .map(JsonNode::toString)
                .map(text -> text.replace("\"", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
