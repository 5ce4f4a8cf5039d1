package io.storyportal.planning.validation;

import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.definition.PlanTask;
import io.storyportal.planning.definition.References;
import io.storyportal.planning.definition.References.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** That each task's tool exists and each input comes from somewhere. For a plan whose graph is sound. */
final class InputRules {
    private final PlanDefinition plan;
    private final TaskGraph graph;
    private final @Nullable ToolCatalogue catalogue;
    private final List<Finding> findings = new ArrayList<>();

    InputRules(PlanDefinition plan, TaskGraph graph, @Nullable ToolCatalogue catalogue) {
        this.plan = plan;
        this.graph = graph;
        this.catalogue = catalogue;
    }

    List<Finding> findings() {
        for (PlanTask task : plan.tasks()) {
            Set<String> ancestors = graph.ancestors(task.id());
            References.in(task.input()).forEach(reference -> reference(task, reference, ancestors));
            if (catalogue != null && task.tool() != null) {
                tool(task, task.tool(), catalogue);
            }
        }
        return findings;
    }

    private void reference(PlanTask task, Reference reference, Set<String> ancestors) {
        switch (reference) {
            case Reference.Malformed malformed -> add("inputs", task, malformed.reason());
            case Reference.JsonText text -> {}
            case Reference.File file -> {
                if (plan.file(file.name()).isEmpty()) {
                    add("inputs", task, "needs the file " + file.name() + ", which the goal did not bring");
                }
            }
            case Reference.Output output -> {
                if (!ancestors.contains(output.task())) {
                    add("inputs", task, "uses the output of " + output.task() + " without waiting for it");
                }
            }
        }
    }

    private void tool(PlanTask task, String name, ToolCatalogue tools) {
        var tool = tools.tool(name);
        if (tool.isEmpty()) {
            add("tools", task, "there is no tool " + name);
            return;
        }
        JsonNode schema = tool.get().schema();
        for (JsonNode required : schema.path("required")) {
            if (!task.input().has(required.asString())) {
                add("inputs", task, name + " needs the input " + required.asString());
            }
        }
        boolean closed = schema.path("additionalProperties").isBoolean()
                && !schema.path("additionalProperties").booleanValue();
        for (String given : task.input().propertyNames()) {
            if (closed && !schema.path("properties").has(given)) {
                add("inputs", task, name + " knows no input " + given);
            }
        }
    }

    private void add(String rule, PlanTask task, String message) {
        findings.add(Finding.of(rule, task.id(), message));
    }
}
