package io.storyportal.data.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("l01")
class SchemaCompatibilityTest {

    private static JsonNode schema(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"title": "a"}                                   | {"title": "b", "description": "c"}
            {"properties": {"a": {"type": "string"}}}        | {"properties": {"a": {"type": "string"}, "b": {}}}
            {}                                               | {"properties": {"a": {"type": "string"}}}
            {"enum": ["a", "b"]}                             | {"enum": ["b", "a", "c"]}
            {"required": ["a", "b"]}                         | {"required": ["b", "a"]}
            {"maxLength": 5, "minLength": 2}                 | {"maxLength": 6, "minLength": 1}
            {"maximum": 5, "minItems": 2}                    | {}
            {"additionalProperties": false}                  | {}
            {"items": {"maxLength": 1}}                      | {"items": {"maxLength": 2}}
            {"properties": {"a": {"properties": {}}}}        | {"properties": {"a": {"properties": {"b": {}}}}}
            """)
    void takesWhatOnlyAddsOrWidens(String published, String changed) {
        assertThat(SchemaCompatibility.reasonsAgainst(schema(published), schema(changed)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"properties": {"a": {}}}                        | {"properties": {}}                       | /a: the property is gone
            {"properties": {"a": {"type": "string"}}}        | {"properties": {"a": {"type": "integer"}}} | /a: 'type' was "string" and is "integer"
            {"type": "integer"}                              | {"type": "number"}                       | : 'type' was
            {"required": ["a"]}                              | {"required": ["a", "b"]}                 | /b: is required now
            {}                                               | {"required": ["b"]}                      | /b: is required now
            {"required": ["a", "b"]}                         | {"required": ["a"]}                      | /b: is no longer required
            {"enum": ["a", "b"]}                             | {"enum": ["a"]}                          | : the value b is gone
            {"type": "string"}                               | {"type": "string", "enum": ["a"]}        | 'enum' was added
            {"enum": ["a"]}                                  | {}                                       | 'enum' was taken away
            {"const": "a"}                                   | {"const": "b"}                           | : 'const' was
            {}                                               | {"format": "uuid"}                       | : 'format' was absent
            {"format": "uuid"}                               | {}                                       | and is absent
            {"maxLength": 5}                                 | {"maxLength": 4}                         | : 'maxLength' was 5 and is 4
            {}                                               | {"maximum": 4}                           | : 'maximum' was absent and is 4
            {"minLength": 1}                                 | {"minLength": 2}                         | : 'minLength' was 1 and is 2
            {}                                               | {"additionalProperties": false}          | no longer takes additional
            {}                                               | {"additionalProperties": {"type": "string"}} | are held to a schema
            {"items": {"type": "string"}}                    | {"items": {"type": "integer"}}           | /*: 'type' was
            {}                                               | {"items": {"type": "integer"}}           | 'items' was added
            {"properties": {"a": {"properties": {"b": {}}}}} | {"properties": {"a": {"properties": {}}}} | /a/b: the property is gone
            {"anyOf": [{}]}                                  | {"anyOf": []}                            | : 'anyOf' was
            """)
    void refusesWhatCouldRefuseAnEventOrSurpriseAReader(String published, String changed, String reason) {
        assertThat(SchemaCompatibility.reasonsAgainst(schema(published), schema(changed)))
                .singleElement()
                .asString()
                .contains(reason);
    }
}
