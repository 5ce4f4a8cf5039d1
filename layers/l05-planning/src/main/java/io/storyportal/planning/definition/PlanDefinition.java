package io.storyportal.planning.definition;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a plan will do, complete and immutable: in-flight plans keep the definition they started with.
 * Signed in its canonical form, see {@link PlanSignature}.
 *
 * @param schema version of this document's own shape
 * @param documents ids of the tasks whose output is a stored document of the goal's result
 */
public record PlanDefinition(
        int schema,
        String name,
        String goal,
        PlanOrigin origin,
        String trustLevel,
        List<PlanFile> files,
        List<PlanTask> tasks,
        List<String> documents) {
    public static final int CURRENT_SCHEMA = 1;

    public PlanDefinition {
        Objects.requireNonNull(name, "a plan needs a name");
        Objects.requireNonNull(goal, "a plan needs its goal");
        Objects.requireNonNull(origin, "a plan needs its origin");
        Objects.requireNonNull(trustLevel, "a plan needs a trust_level");
        files = List.copyOf(files);
        tasks = List.copyOf(tasks);
        documents = List.copyOf(documents);
    }

    public Optional<PlanTask> task(String id) {
        return tasks.stream().filter(task -> task.id().equals(id)).findFirst();
    }

    public Optional<PlanFile> file(String name) {
        return files.stream().filter(file -> file.name().equals(name)).findFirst();
    }

    public PlanDefinition withOrigin(PlanOrigin other) {
        return new PlanDefinition(schema, name, goal, other, trustLevel, files, tasks, documents);
    }
}
