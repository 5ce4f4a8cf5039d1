package io.storyportal.planning.decompose;

import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.definition.PlanFile;
import io.storyportal.planning.definition.PlanOrigin;
import io.storyportal.planning.definition.PlanTask;
import io.storyportal.planning.definition.References;
import io.storyportal.planning.definition.WorkspacePaths;
import io.storyportal.planning.template.GoalReading;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes a plan of a model's draft: real files for ordinals, and the closing tasks that every plan ends with. */
final class ModelDraft {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_ATTEMPTS = 3;
    private static final long TOOL_TIMEOUT_MS = 120_000;
    private static final long MODEL_TIMEOUT_MS = 180_000;
    private static final int TITLE_LENGTH = 120;

    private ModelDraft() {}

    /** @throws IllegalArgumentException when the draft does not have the shape that was asked for */
    static PlanDefinition plan(JsonNode draft, GoalReading reading, PlanOrigin origin) {
        List<PlanFile> files = WorkspacePaths.place(reading.files().stream()
                .map(file -> new PlanFile(file.name(), file.artifactId(), "", file.kind()))
                .toList());
        List<PlanTask> tasks = new ArrayList<>();
        for (JsonNode task : draft.path("tasks")) {
            tasks.add(task(task, files));
        }
        String title = draft.path("title").asString("Report");
        closing(tasks, title.length() <= TITLE_LENGTH ? title : title.substring(0, TITLE_LENGTH));
        return new PlanDefinition(
                PlanDefinition.CURRENT_SCHEMA,
                "model",
                reading.goal().description(),
                origin,
                "STANDARD",
                files,
                tasks,
                List.of("store-report", "store-data"));
    }

    private static PlanTask task(JsonNode draft, List<PlanFile> files) {
        boolean model = "model".equals(draft.path("type").asString(""));
        ObjectNode input = input(draft.path("input_json").asString("{}"), files);
        Set<String> dependsOn = new LinkedHashSet<>(References.tasksIn(input));
        draft.path("depends_on").forEach(before -> dependsOn.add(before.asString("")));
        return new PlanTask(
                draft.path("id").asString(""),
                model ? PlanTask.Type.MODEL : PlanTask.Type.TOOL,
                draft.path("description").asString(""),
                model ? null : text(draft.path("tool")),
                model ? text(draft.path("instructions")) : null,
                null,
                List.copyOf(dependsOn),
                input,
                MAX_ATTEMPTS,
                model ? MODEL_TIMEOUT_MS : TOOL_TIMEOUT_MS,
                PlanTask.OnFailure.FAIL);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    private static ObjectNode input(String text, List<PlanFile> files) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode input) {
                nameFiles(input, files);
                return input;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("input_json is not JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("input_json is not an object");
    }

    private static void nameFiles(JsonNode node, List<PlanFile> files) {
        if (node instanceof ObjectNode object && object.path("$file").isString()) {
            String ordinal = object.path("$file").stringValue();
            for (int i = 0; i < files.size(); i++) {
                if (ordinal.equals("file" + (i + 1))) {
                    object.put("$file", files.get(i).name());
                }
            }
            return;
        }
        node.forEach(child -> nameFiles(child, files));
    }

    private static void closing(List<PlanTask> tasks, String title) {
        ObjectNode sections = JsonNodeFactory.instance.objectNode();
        tasks.forEach(task -> sections.set(task.id(), from(task.id(), "")));
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("kind", "generic").put("title", title).set("sections", sections);
        tasks.add(tool("report", "report.render", "Write the report", report));
        tasks.add(tool(
                "store-report",
                "document.store",
                "Keep the report",
                document(title, from("report", "/markdown"), "text/markdown")));
        tasks.add(tool(
                "store-data",
                "document.store",
                "Keep the results",
                document(title + " (data)", json(from("report", "/json")), "application/json")));
    }

    private static ObjectNode document(String title, JsonNode content, String contentType) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("title", title).put("content_type", contentType).set("content", content);
        return input;
    }

    private static ObjectNode json(JsonNode inside) {
        ObjectNode text = JsonNodeFactory.instance.objectNode();
        text.set("$json", inside);
        return text;
    }

    private static ObjectNode from(String task, String at) {
        ObjectNode reference = JsonNodeFactory.instance.objectNode().put("$from", task);
        return at.isEmpty() ? reference : reference.put("at", at);
    }

    private static PlanTask tool(String id, String tool, String description, ObjectNode input) {
        return new PlanTask(
                id,
                PlanTask.Type.TOOL,
                description,
                tool,
                null,
                null,
                List.copyOf(References.tasksIn(input)),
                input,
                MAX_ATTEMPTS,
                TOOL_TIMEOUT_MS,
                PlanTask.OnFailure.FAIL);
    }
}
