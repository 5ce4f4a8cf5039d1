package io.storyportal.planning.execution;

import io.storyportal.planning.definition.Cost;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.ledger.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How transitions look on the wire of L01. */
final class Transitions {
    /** Larger outputs stay with L03 alone, which gives them again for the task's call key. */
    static final int LARGEST_OUTPUT = 200_000;

    private static final String KEPT = "$kept_by_call_key";
    private static final int LONGEST_ERROR = 4_000;

    private Transitions() {}

    static Map<String, Object> started(TaskState task, UUID agent) {
        return Map.of(
                "status",
                TaskStatus.RUNNING.wire(),
                "agent_id",
                agent.toString(),
                "attempt",
                task.attempt(),
                "started_at",
                text(task.startedAt()));
    }

    static Map<String, Object> completed(TaskState task) {
        JsonNode output = task.output() == null ? JsonNodeFactory.instance.objectNode() : task.output();
        int size = output.toString().length();
        return Map.of(
                "status", TaskStatus.COMPLETED.wire(),
                "output_data", size <= LARGEST_OUTPUT ? output : Map.of(KEPT, size),
                "completed_at", text(task.completedAt()),
                "metadata", task.cost().metadata());
    }

    static boolean keptElsewhere(JsonNode output) {
        return output.isObject() && output.has(KEPT);
    }

    static Map<String, Object> ended(TaskState task) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", task.status().wire());
        if (task.error() != null) {
            body.put("error_message", shortened(task.error()));
        }
        body.put("completed_at", text(task.completedAt()));
        return body;
    }

    /** The attempt failed and another will be made. */
    static Map<String, Object> retrying(String why) {
        return Map.of("error_message", shortened(why));
    }

    static Map<String, Object> running(RunContext run, Instant now) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", Status.RUNNING.wire());
        if (!run.startedBefore()) {
            body.put("started_at", now.toString());
        }
        return body;
    }

    static Map<String, Object> goalRunning() {
        return Map.of("status", Status.RUNNING.wire());
    }

    static Map<String, Object> planEnded(RunContext run, Progress progress, Status status, Instant now) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        run.planMetadata().properties().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        cost(run, progress).metadata().properties().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        metadata.put("documents", documents(progress));
        Map<String, Object> body = goalEnded(progress, status, now);
        body.put("metadata", metadata);
        return body;
    }

    static Map<String, Object> goalEnded(Progress progress, Status status, Instant now) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", status.wire());
        body.put("completed_at", now.toString());
        progress.failure().ifPresent(task -> body.put("error", error(task.step(), String.valueOf(task.error()))));
        return body;
    }

    static Map<String, Object> error(String step, String message) {
        return step.isEmpty()
                ? Map.of("message", shortened(message))
                : Map.of("task", step, "message", shortened(message));
    }

    private static List<String> documents(Progress progress) {
        List<String> ids = new ArrayList<>();
        for (String step : progress.plan().documents()) {
            JsonNode output = progress.state(step).output();
            String id = output == null ? "" : output.path("document_id").asString("");
            if (!id.isEmpty()) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static Cost cost(RunContext run, Progress progress) {
        return progress.tasks().values().stream()
                .map(TaskState::cost)
                .reduce(Cost.of(run.definition().origin().cost()), Cost::plus);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
    }

    private static String text(@Nullable Instant time) {
        return String.valueOf(time);
    }
}
