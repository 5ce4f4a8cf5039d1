package io.storyportal.planning.goals;

import io.storyportal.planning.ledger.GoalRecord;
import io.storyportal.planning.template.Goal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a goal's metadata in L01 keeps for planning it later, perhaps by another process. */
final class GoalMetadata {
    private GoalMetadata() {}

    static Map<String, Object> of(Goal goal, UUID plan) {
        List<Map<String, Object>> files = new ArrayList<>();
        for (Goal.File file : goal.files()) {
            files.add(Map.of(
                    "name", file.name(),
                    "artifact_id", file.artifactId().toString(),
                    "content_type", file.contentType(),
                    "size", file.size()));
        }
        Map<String, Object> options = new LinkedHashMap<>();
        put(options, "template", goal.options().template());
        put(options, "key", goal.options().key());
        put(options, "url", goal.options().url());
        put(options, "sql", goal.options().sql());
        put(options, "question", goal.options().question());
        return Map.of("plan_id", plan.toString(), "files", files, "options", options);
    }

    static Goal read(GoalRecord goal) {
        List<Goal.File> files = new ArrayList<>();
        for (JsonNode file : goal.metadata().path("files")) {
            files.add(new Goal.File(
                    file.path("name").asString(""),
                    UUID.fromString(file.path("artifact_id").asString("")),
                    file.path("content_type").asString(""),
                    file.path("size").asLong(0)));
        }
        JsonNode options = goal.metadata().path("options");
        return new Goal(
                goal.description(),
                files,
                new Goal.Options(
                        text(options, "template"),
                        text(options, "key"),
                        text(options, "url"),
                        text(options, "sql"),
                        text(options, "question")));
    }

    private static void put(Map<String, Object> options, String name, @Nullable String value) {
        if (value != null) {
            options.put(name, value);
        }
    }

    private static @Nullable String text(JsonNode options, String name) {
        return options.has(name) ? options.get(name).asString("") : null;
    }
}
