package io.storyportal.planning.template;

import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.definition.PlanFile;
import io.storyportal.planning.definition.PlanOrigin;
import io.storyportal.planning.definition.PlanTask;
import io.storyportal.planning.definition.References;
import io.storyportal.planning.definition.WorkspacePaths;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Makes a template's plan for a goal: slots filled, tasks repeated per file where the template says so. */
public final class TemplateInstantiator {
    private static final int MAX_ATTEMPTS = 3;
    private static final long TIMEOUT_MS = 60_000;
    private static final int TITLE_LENGTH = 120;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z0-9_.]+)}");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TemplateInstantiator() {}

    public static PlanDefinition plan(Template template, GoalReading reading, PlanOrigin.Source source, String detail) {
        List<PlanFile> files = WorkspacePaths.place(reading.files().stream()
                .map(file -> new PlanFile(file.name(), file.artifactId(), "", file.kind()))
                .toList());
        List<PlanTask> tasks = new ArrayList<>();
        List<String> documents = new ArrayList<>();
        boolean repeated = template.perFile() && files.size() > 1;
        int rounds = template.perFile() ? files.size() : 1;
        for (int round = 0; round < rounds; round++) {
            String suffix = repeated ? "-" + (round + 1) : "";
            Map<String, JsonNode> slots = slots(template, reading, files, round);
            for (JsonNode task : template.tasks()) {
                tasks.add(task(task, slots, suffix));
            }
            template.documents().forEach(document -> documents.add(document + suffix));
        }
        PlanOrigin origin = new PlanOrigin(source, detail, template.name(), BigDecimal.ZERO);
        return new PlanDefinition(
                PlanDefinition.CURRENT_SCHEMA,
                template.name(),
                reading.goal().description(),
                origin,
                template.trustLevel(),
                files,
                tasks,
                documents);
    }

    private static Map<String, JsonNode> slots(
            Template template, GoalReading reading, List<PlanFile> files, int round) {
        Map<String, JsonNode> slots = new HashMap<>();
        for (int i = 0; i < files.size(); i++) {
            slots.put("file." + (i + 1), JSON.stringNode(files.get(i).name()));
        }
        if (!files.isEmpty()) {
            slots.put(
                    "file",
                    JSON.stringNode(files.get(template.perFile() ? round : 0).name()));
        }
        if (!reading.keys().isEmpty()) {
            var keys = JSON.arrayNode();
            reading.keys().forEach(keys::add);
            slots.put("key", keys);
        }
        reading.url().ifPresent(url -> slots.put("url", JSON.stringNode(url.toString())));
        slots.put("question", JSON.stringNode(reading.question()));
        reading.sql()
                .ifPresentOrElse(
                        sql -> slots.put("sql", JSON.stringNode(sql)),
                        () -> slots.put("question_without_sql", JSON.stringNode(reading.question())));
        String title = ((StringNode) fill(JSON.stringNode(template.title()), slots)).stringValue();
        slots.put(
                "title",
                JSON.stringNode(title.length() <= TITLE_LENGTH ? title : title.substring(0, TITLE_LENGTH - 1) + "…"));
        return slots;
    }

    private static PlanTask task(JsonNode template, Map<String, JsonNode> slots, String suffix) {
        ObjectNode input = (ObjectNode) suffixReferences(fill(template.get("input"), slots), suffix);
        Set<String> dependsOn = new LinkedHashSet<>(References.tasksIn(input));
        template.path("depends_on").forEach(before -> dependsOn.add(before.stringValue() + suffix));
        return new PlanTask(
                template.get("id").stringValue() + suffix,
                PlanTask.Type.TOOL,
                fill(template.get("description"), slots).stringValue(),
                template.get("tool").stringValue(),
                null,
                null,
                List.copyOf(dependsOn),
                input,
                template.path("max_attempts").asInt(MAX_ATTEMPTS),
                template.path("timeout_ms").asLong(TIMEOUT_MS),
                PlanTask.OnFailure.FAIL);
    }

    /** A string that is one placeholder becomes the slot's value; an unfilled one leaves its property out. */
    private static JsonNode fill(JsonNode node, Map<String, JsonNode> slots) {
        if (node.isObject()) {
            ObjectNode filled = JSON.objectNode();
            node.properties().forEach(property -> {
                JsonNode value = fill(property.getValue(), slots);
                if (!value.isMissingNode()) {
                    filled.set(property.getKey(), value);
                }
            });
            return filled;
        }
        if (node.isArray()) {
            var filled = JSON.arrayNode();
            node.forEach(child -> filled.add(fill(child, slots)));
            return filled;
        }
        return node.isString() ? fillText(node.stringValue(), slots) : node;
    }

    private static JsonNode fillText(String text, Map<String, JsonNode> slots) {
        Matcher whole = PLACEHOLDER.matcher(text);
        if (whole.matches()) {
            JsonNode value = slots.get(whole.group(1));
            return value == null ? JSON.missingNode() : value;
        }
        // One pass: what a slot brings is never looked at again.
        String filled = PLACEHOLDER.matcher(text).replaceAll(found -> {
            JsonNode value = slots.get(found.group(1));
            return Matcher.quoteReplacement(value == null ? "" : value.asString(""));
        });
        return JSON.stringNode(filled);
    }

    private static JsonNode suffixReferences(JsonNode node, String suffix) {
        if (suffix.isEmpty()) {
            return node;
        }
        if (node.isObject() && node.has("$from")) {
            return ((ObjectNode) node).put("$from", node.get("$from").stringValue() + suffix);
        }
        node.forEach(child -> suffixReferences(child, suffix));
        return node;
    }
}
