package io.storyportal.planning.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The references inside a task's input. An object {@code {"$from": "task", "at": "/pointer", "default": …}} stands for
 * (a part of) an earlier task's output, {@code {"$file": "name"}} for a file's path in the workspace,
 * {@code {"$json": …}} for what is inside as JSON text. Everything else is literal.
 */
public final class References {
    private static final Set<String> FROM_FIELDS = Set.of("$from", "at", "default");

    private References() {}

    /** One reference found in an input. */
    public sealed interface Reference {
        record Output(String task, JsonPointer at, @Nullable JsonNode otherwise) implements Reference {}

        record File(String name) implements Reference {}

        /** What is inside, once it is resolved, as text. */
        record JsonText(JsonNode inside) implements Reference {}

        /** Looks like a reference and is none. */
        record Malformed(String reason) implements Reference {}
    }

    /** The reference that this very node is, or null for a literal. */
    public static @Nullable Reference of(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        if (node.has("$from")) {
            return output(node);
        }
        if (node.has("$file")) {
            boolean right = node.size() == 1 && node.get("$file").isString();
            return right
                    ? new Reference.File(node.get("$file").stringValue())
                    : new Reference.Malformed("$file takes a file name and nothing beside it");
        }
        if (node.has("$json")) {
            return node.size() == 1
                    ? new Reference.JsonText(node.get("$json"))
                    : new Reference.Malformed("$json has nothing beside it");
        }
        return null;
    }

    private static Reference output(JsonNode node) {
        if (!node.get("$from").isString() || !FROM_FIELDS.containsAll(node.propertyNames())) {
            return new Reference.Malformed("$from takes a task id, with at and default beside it at most");
        }
        JsonNode at = node.path("at");
        if (!at.isMissingNode() && !at.isString()) {
            return new Reference.Malformed("at is a JSON pointer such as /rows");
        }
        try {
            JsonPointer pointer = JsonPointer.compile(at.isMissingNode() ? "" : at.stringValue());
            return new Reference.Output(node.get("$from").stringValue(), pointer, node.get("default"));
        } catch (IllegalArgumentException e) {
            return new Reference.Malformed("at is not a JSON pointer: " + at.stringValue());
        }
    }

    public static List<Reference> in(JsonNode input) {
        List<Reference> found = new ArrayList<>();
        collect(input, found);
        return found;
    }

    /** Ids of the tasks whose output the input needs. */
    public static Set<String> tasksIn(JsonNode input) {
        Set<String> tasks = new TreeSet<>();
        for (Reference reference : in(input)) {
            if (reference instanceof Reference.Output output) {
                tasks.add(output.task());
            }
        }
        return tasks;
    }

    private static void collect(JsonNode node, List<Reference> found) {
        Reference reference = of(node);
        if (reference != null) {
            found.add(reference);
            if (reference instanceof Reference.JsonText text) {
                collect(text.inside(), found);
            }
            return;
        }
        for (JsonNode child : node) {
            collect(child, found);
        }
    }
}
