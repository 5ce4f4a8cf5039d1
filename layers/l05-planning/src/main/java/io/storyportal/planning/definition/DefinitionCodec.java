package io.storyportal.planning.definition;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plan definition to and from JSON. It has a mapper of its own, so that what is signed never depends on how the web
 * layer happens to be configured.
 */
public final class DefinitionCodec {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .build();

    private DefinitionCodec() {}

    public static JsonNode write(PlanDefinition definition) {
        return MAPPER.valueToTree(definition);
    }

    /** @throws IllegalArgumentException when the document is no plan definition; the message says where */
    public static PlanDefinition read(JsonNode document) {
        try {
            return MAPPER.treeToValue(document, PlanDefinition.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Not a plan definition: " + e.getOriginalMessage(), e);
        }
    }
}
