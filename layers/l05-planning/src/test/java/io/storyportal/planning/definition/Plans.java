package io.storyportal.planning.definition;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Plans for tests. */
public final class Plans {
    private static final JsonMapper JSON = new JsonMapper();

    private Plans() {}

    public static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text);
    }

    /** A tool task; what it depends on is what its input refers to and {@code after}. */
    public static PlanTask task(String id, String input, String... after) {
        return calling("tool." + id, id, input, after);
    }

    public static PlanTask calling(String tool, String id, String input, String... after) {
        ObjectNode node = json(input);
        List<String> before = new java.util.ArrayList<>(References.tasksIn(node));
        Arrays.stream(after).filter(other -> !before.contains(other)).forEach(before::add);
        return new PlanTask(
                id, PlanTask.Type.TOOL, id, tool, null, null, before, node, 3, 1000, PlanTask.OnFailure.FAIL);
    }

    public static PlanTask optional(PlanTask task) {
        return new PlanTask(
                task.id(),
                task.type(),
                task.description(),
                task.tool(),
                task.instructions(),
                task.responseSchema(),
                task.dependsOn(),
                task.input(),
                task.maxAttempts(),
                task.timeoutMs(),
                PlanTask.OnFailure.CONTINUE);
    }

    public static PlanDefinition plan(PlanTask... tasks) {
        return new PlanDefinition(
                PlanDefinition.CURRENT_SCHEMA,
                "test",
                "A goal",
                new PlanOrigin(PlanOrigin.Source.TEMPLATE, "test", "test", BigDecimal.ZERO),
                "STANDARD",
                List.of(new PlanFile(
                        "orders.csv", UUID.nameUUIDFromBytes(new byte[1]), "inputs/orders.csv", FileKind.CSV)),
                List.of(tasks),
                List.of());
    }
}
