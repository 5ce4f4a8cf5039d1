package io.storyportal.data.schemas;

import io.storyportal.data.resources.ResourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Derives the schemas of one resource's events from how L01 describes the resource itself. */
final class ResourceEventSchemas {

    private static final Set<String> ENVELOPE = Set.of("id", "version", "created_at", "updated_at");

    private final JsonMapper json = JsonMapper.shared();
    private final JsonNode api;
    private final ResourceType<?> type;

    ResourceEventSchemas(JsonNode api, ResourceType<?> type) {
        this.api = api;
        this.type = type;
    }

    Map<String, ObjectNode> all() {
        Map<String, ObjectNode> schemas = new LinkedHashMap<>();
        boolean isPut = has("put");
        if (!isPut) {
            schemas.put(type.aggregate() + ".created", schema(type.aggregate() + ".created", required()));
        }
        if (isPut || type.update() != null) {
            schemas.put(type.aggregate() + ".updated", schema(type.aggregate() + ".updated", type.carried()));
        }
        type.verbs().forEach((status, verb) -> {
            Set<String> fields = new TreeSet<>(type.carried());
            fields.add("status");
            ObjectNode schema = schema(type.aggregate() + "." + verb, fields);
            ((ObjectNode) schema.path("properties")).putObject("status").put("const", status);
            schemas.put(type.aggregate() + "." + verb, schema);
        });
        if (has("delete")) {
            String name = type.aggregate() + "." + type.removal();
            ObjectNode schema = header(name);
            schema.put("type", "object");
            schemas.put(name, schema);
        }
        return schemas;
    }

    private boolean has(String method) {
        return api.path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith("/api/" + type.name() + "/"))
                .anyMatch(path -> path.getValue().has(method));
    }

    /** What a creation always holds: what has a default, and what the creation itself requires. */
    private Set<String> required() {
        Set<String> required = new TreeSet<>(type.carried());
        required.addAll(type.defaults().keySet());
        component(type.creation().getSimpleName()).path("required").forEach(field -> required.add(field.asString()));
        return required;
    }

    private ObjectNode header(String name) {
        ObjectNode schema = json.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", name);
        return schema;
    }

    private ObjectNode schema(String name, Set<String> required) {
        ObjectNode schema = header(name);
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        component(type.view().getSimpleName()).path("properties").properties().stream()
                .filter(field -> !ENVELOPE.contains(field.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(field -> properties.set(field.getKey(), property(field.getValue())));
        if (!required.isEmpty()) {
            ArrayNode fields = schema.putArray("required");
            new TreeSet<>(required).forEach(fields::add);
        }
        return schema;
    }

    /** An object without described members stands for any JSON in our descriptions. */
    private ObjectNode property(JsonNode described) {
        if (described.has("$ref")) {
            String reference = described.path("$ref").asString();
            return property(component(reference.substring(reference.lastIndexOf('/') + 1)));
        }
        ObjectNode property = json.createObjectNode();
        String kind = described.path("type").asString();
        if (kind.equals("object") && !described.has("additionalProperties")) {
            return property;
        }
        property.put("type", kind);
        for (String keyword : List.of("format", "enum")) {
            if (described.has(keyword) && !described.path(keyword).asString("").startsWith("int")) {
                property.set(keyword, described.path(keyword));
            }
        }
        if (described.has("items")) {
            property.set("items", property(described.path("items")));
        }
        return property;
    }

    private JsonNode component(String name) {
        return api.path("components").path("schemas").path(name);
    }
}
