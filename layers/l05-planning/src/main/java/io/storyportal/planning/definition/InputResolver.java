package io.storyportal.planning.definition;

import io.storyportal.kit.web.json.CanonicalJson;
import io.storyportal.planning.definition.References.Reference;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the real values where a task's input refers to files and to the outputs of earlier tasks. The same outputs give the
 * same input, also when they went through L01 meanwhile: text made of JSON is canonical.
 */
public final class InputResolver {
    private final PlanDefinition plan;
    private final Map<String, JsonNode> outputs;

    /** @param outputs by task id; a task that was skipped or failed has none */
    public InputResolver(PlanDefinition plan, Map<String, JsonNode> outputs) {
        this.plan = plan;
        this.outputs = outputs;
    }

    /** @throws UnresolvableInput when an output lacks what the input asks of it */
    public JsonNode resolve(PlanTask task) {
        return resolve(task.input());
    }

    private JsonNode resolve(JsonNode node) {
        return switch (References.of(node)) {
            case null -> copy(node);
            case Reference.File file -> path(file.name());
            case Reference.Output output -> output(output);
            case Reference.JsonText text ->
                JsonNodeFactory.instance.stringNode(CanonicalJson.pretty(resolve(text.inside())));
            case Reference.Malformed malformed -> throw new UnresolvableInput(malformed.reason());
        };
    }

    private JsonNode copy(JsonNode node) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(entry -> copy.set(entry.getKey(), resolve(entry.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(child -> copy.add(resolve(child)));
            return copy;
        }
        return node;
    }

    private JsonNode path(String name) {
        String path = plan.file(name)
                .map(PlanFile::path)
                .orElseThrow(() -> new UnresolvableInput("the plan has no file " + name));
        return JsonNodeFactory.instance.stringNode(path);
    }

    private JsonNode output(Reference.Output reference) {
        JsonNode output = outputs.get(reference.task());
        JsonNode found = output == null ? null : output.at(reference.at());
        if (found != null && !found.isMissingNode()) {
            return found;
        }
        if (reference.otherwise() != null) {
            return reference.otherwise();
        }
        throw new UnresolvableInput("task " + reference.task() + " gave no " + describe(reference));
    }

    private static String describe(Reference.Output reference) {
        return reference.at().matches() ? "output" : reference.at().toString();
    }

    /** An input that asks for something nothing gave. */
    public static final class UnresolvableInput extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnresolvableInput(String message) {
            super(message);
        }
    }
}
