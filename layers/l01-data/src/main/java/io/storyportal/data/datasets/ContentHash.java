package io.storyportal.data.datasets;

import io.storyportal.kit.web.digest.Sha256;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What makes two examples the same: SHA-256 of input and output, whatever the order of their fields. */
final class ContentHash {

    private final JsonMapper json;

    ContentHash(JsonMapper json) {
        this.json = json;
    }

    String of(NewExample example) {
        ArrayNode content = json.createArrayNode()
                .add(json.<JsonNode>valueToTree(example.input()))
                .add(json.<JsonNode>valueToTree(example.output()));
        return Sha256.hex(json.writeValueAsString(ordered(content)));
    }

    private JsonNode ordered(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = json.createArrayNode();
            node.forEach(element -> array.add(ordered(element)));
            return array;
        }
        if (node.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), ordered(field.getValue())));
            ObjectNode object = json.createObjectNode();
            return object.setAll(fields);
        }
        return node;
    }
}
