package io.storyportal.planning.execution;

import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.definition.PlanTask;
import io.storyportal.planning.ledger.TaskStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What has been done of a plan and what may be done next. Immutable; the rules of execution as data.
 *
 * @param tasks by step id, in the order of the plan
 */
record Progress(PlanDefinition plan, Map<String, TaskState> tasks) {

    /** How far the plan is. A failed plan is done only when nothing of it runs any more. */
    enum Phase {
        OPEN,
        COMPLETED,
        FAILED
    }

    static Progress of(PlanDefinition plan, Collection<TaskState> states) {
        Map<String, TaskState> byStep = new HashMap<>();
        states.forEach(state -> byStep.put(state.step(), state));
        Map<String, TaskState> ordered = new LinkedHashMap<>();
        for (PlanTask task : plan.tasks()) {
            TaskState state = byStep.get(task.id());
            if (state == null) {
                throw new IllegalArgumentException("The plan's task " + task.id() + " was never recorded");
            }
            ordered.put(task.id(), state);
        }
        return new Progress(plan, ordered);
    }

    Progress with(TaskState changed) {
        Map<String, TaskState> next = new LinkedHashMap<>(tasks);
        next.put(changed.step(), changed);
        return new Progress(plan, next);
    }

    TaskState state(String step) {
        TaskState state = tasks.get(step);
        if (state == null) {
            throw new IllegalArgumentException("No task " + step);
        }
        return state;
    }

    /** Tasks that are marked as running: after a takeover nobody runs them until somebody asks again. */
    List<PlanTask> running() {
        return plan.tasks().stream()
                .filter(task -> state(task.id()).status() == TaskStatus.RUNNING)
                .toList();
    }

    /** Tasks that may start now, so many that {@code limit} run at once; none once the plan has failed. */
    List<PlanTask> startable(int limit) {
        if (failure().isPresent()) {
            return List.of();
        }
        int free = Math.max(0, limit - running().size());
        return plan.tasks().stream()
                .filter(task -> waits(task) && task.dependsOn().stream().allMatch(this::served))
                .limit(free)
                .toList();
    }

    /** Tasks that will never run, because of what failed: to be skipped. */
    List<TaskState> lost() {
        if (failure().isPresent()) {
            return plan.tasks().stream()
                    .filter(this::waits)
                    .map(task -> state(task.id()))
                    .toList();
        }
        return List.of();
    }

    /** The first task, in the order of the plan, whose failure fails the plan. */
    Optional<TaskState> failure() {
        return plan.tasks().stream()
                .filter(task -> task.onFailure() == PlanTask.OnFailure.FAIL)
                .map(task -> state(task.id()))
                .filter(state -> state.status() == TaskStatus.FAILED || state.status() == TaskStatus.UNKNOWN)
                .findFirst();
    }

    Phase phase() {
        boolean ended = tasks.values().stream().allMatch(state -> state.status().ended());
        if (!ended) {
            return Phase.OPEN;
        }
        return failure().isPresent() ? Phase.FAILED : Phase.COMPLETED;
    }

    List<TaskState> unended() {
        List<TaskState> open = new ArrayList<>();
        tasks.values().stream().filter(state -> !state.status().ended()).forEach(open::add);
        return open;
    }

    Map<String, JsonNode> outputs() {
        Map<String, JsonNode> outputs = new HashMap<>();
        tasks.values().forEach(state -> {
            if (state.output() != null) {
                outputs.put(state.step(), state.output());
            }
        });
        return outputs;
    }

    private boolean waits(PlanTask task) {
        return switch (state(task.id()).status()) {
            case PENDING, READY, WAITING -> true;
            case RUNNING, COMPLETED, FAILED, SKIPPED, CANCELLED, UNKNOWN -> false;
        };
    }

    /** Done, or failed in a way the plan goes on after. */
    private boolean served(String step) {
        return switch (state(step).status()) {
            case COMPLETED -> true;
            case FAILED -> plan.task(step).orElseThrow().onFailure() == PlanTask.OnFailure.CONTINUE;
            case PENDING, READY, RUNNING, WAITING, SKIPPED, CANCELLED, UNKNOWN -> false;
        };
    }
}
