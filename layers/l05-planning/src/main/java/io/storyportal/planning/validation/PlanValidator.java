package io.storyportal.planning.validation;

import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.definition.PlanTask;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says everything that is wrong with a plan, not just the first thing. A plan without findings may run. The answer does
 * not depend on where the plan came from: a template's plan is held to the same rules as a model's.
 */
public final class PlanValidator {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final Pattern WORKSPACE_PATH =
            Pattern.compile("(?!/)(?!.*(^|/)\\.\\.(/|$))[^\\u0000-\\u001f]{1,300}");

    private final PlanLimits limits;

    public PlanValidator(PlanLimits limits) {
        this.limits = limits;
    }

    /** @param catalogue null when L03 cannot be asked: what depends on it is then not judged */
    public List<Finding> validate(PlanDefinition plan, @Nullable ToolCatalogue catalogue) {
        List<Finding> findings = new ArrayList<>();
        shape(plan, findings);
        plan.tasks().forEach(task -> taskShape(task, findings));
        dependencies(plan, findings);
        if (findings.isEmpty()) {
            TaskGraph graph = new TaskGraph(plan);
            graph.cycle()
                    .ifPresentOrElse(
                            cycle -> findings.add(Finding.of(
                                    "cycle",
                                    null,
                                    "the tasks wait for each other in a circle: " + String.join(" → ", cycle))),
                            () -> findings.addAll(new InputRules(plan, graph, catalogue).findings()));
        }
        return findings;
    }

    private void shape(PlanDefinition plan, List<Finding> findings) {
        if (plan.schema() != PlanDefinition.CURRENT_SCHEMA) {
            findings.add(Finding.of("schema", null, "schema " + plan.schema() + " is not known here"));
        }
        if (plan.tasks().isEmpty()) {
            findings.add(Finding.of("schema", null, "a plan needs a task"));
        }
        if (plan.tasks().size() > limits.tasks()) {
            findings.add(Finding.of("limits", null, "more than " + limits.tasks() + " tasks"));
        }
        if (plan.files().size() > limits.files()) {
            findings.add(Finding.of("limits", null, "more than " + limits.files() + " files"));
        }
        Set<String> paths = new HashSet<>();
        for (var file : plan.files()) {
            if (!WORKSPACE_PATH.matcher(file.path()).matches() || !paths.add(file.path())) {
                findings.add(
                        Finding.of("schema", null, "file " + file.name() + " has no path of its own in the workspace"));
            }
        }
    }

    private void taskShape(PlanTask task, List<Finding> findings) {
        if (!ID.matcher(task.id()).matches()) {
            findings.add(Finding.of("schema", task.id(), "an id is a-z, 0-9, _ and -, at most 64 characters"));
        }
        boolean whole =
                switch (task.type()) {
                    case TOOL -> task.tool() != null && task.instructions() == null && task.responseSchema() == null;
                    case MODEL -> task.tool() == null && task.instructions() != null;
                };
        if (!whole) {
            findings.add(Finding.of(
                    "schema",
                    task.id(),
                    "a tool task names a tool, a model task has instructions, and neither the other"));
        }
        if (task.maxAttempts() < 1 || task.maxAttempts() > limits.attempts()) {
            findings.add(Finding.of("limits", task.id(), "max_attempts is 1 to " + limits.attempts()));
        }
        if (task.timeoutMs() < 1 || task.timeoutMs() > limits.taskTimeout().toMillis()) {
            findings.add(Finding.of(
                    "limits",
                    task.id(),
                    "timeout_ms is 1 to " + limits.taskTimeout().toMillis()));
        }
        if (task.input().toString().length() > limits.inputBytes()) {
            findings.add(Finding.of("limits", task.id(), "the input is longer than " + limits.inputBytes()));
        }
    }

    private void dependencies(PlanDefinition plan, List<Finding> findings) {
        Set<String> ids = new HashSet<>();
        for (PlanTask task : plan.tasks()) {
            if (!ids.add(task.id())) {
                findings.add(Finding.of("schema", task.id(), "two tasks have this id"));
            }
        }
        for (PlanTask task : plan.tasks()) {
            for (String before : task.dependsOn()) {
                if (!ids.contains(before)) {
                    findings.add(
                            Finding.of("inputs", task.id(), "waits for task " + before + ", which the plan lacks"));
                }
            }
        }
        for (String document : plan.documents()) {
            if (!ids.contains(document)) {
                findings.add(Finding.of(
                        "inputs", null, "the result comes from task " + document + ", which the plan lacks"));
            }
        }
    }
}
