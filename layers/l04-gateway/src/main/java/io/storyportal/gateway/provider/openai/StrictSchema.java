package io.storyportal.gateway.provider.openai;

import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Tells whether OpenAI would take a schema in strict mode, where the decoder itself is held to it
 * (platform.openai.com/docs/guides/structured-outputs, "Supported schemas"). Any other schema is sent as a request to the
 * model, since strict mode would refuse it; what comes back is validated here either way.
 */
final class StrictSchema {

    private static final Set<String> UNSUPPORTED = Set.of(
            "allOf",
            "oneOf",
            "not",
            "if",
            "then",
            "else",
            "dependentRequired",
            "dependentSchemas",
            "patternProperties",
            "propertyNames",
            "minProperties",
            "maxProperties",
            "unevaluatedProperties",
            "contains",
            "minContains",
            "maxContains",
            "uniqueItems",
            "prefixItems",
            "unevaluatedItems",
            "minLength",
            "maxLength",
            "default");

    private StrictSchema() {}

    static boolean fits(JsonNode schema) {
        if (!schema.isObject() || schema.propertyNames().stream().anyMatch(UNSUPPORTED::contains)) {
            return false;
        }
        return closedObject(schema)
                && subSchemas(schema.path("properties"))
                && subSchemas(schema.path("$defs"))
                && subSchemas(schema.path("anyOf"))
                && (schema.path("items").isMissingNode() || fits(schema.path("items")));
    }

    private static boolean closedObject(JsonNode schema) {
        if (!schema.has("properties") && !schema.path("type").asString("").equals("object")) {
            return true;
        }
        JsonNode additional = schema.path("additionalProperties");
        Set<String> required = schema.path("required")
                .valueStream()
                .map(name -> name.asString(""))
                .collect(Collectors.toSet());
        return additional.isBoolean()
                && !additional.asBoolean()
                && required.containsAll(schema.path("properties").propertyNames());
    }

    private static boolean subSchemas(JsonNode container) {
        return container.valueStream().allMatch(StrictSchema::fits);
    }
}
