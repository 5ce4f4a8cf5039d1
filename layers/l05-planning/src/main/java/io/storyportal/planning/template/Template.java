package io.storyportal.planning.template;

import io.storyportal.planning.definition.FileKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;

/**
 * A shipped plan with holes in it.
 *
 * @param perFile the tasks are repeated for each file of the goal
 * @param examples how people ask for it; what matching by meaning compares with
 * @param keywords word stem to weight; what matching falls back to without embeddings
 * @param slots what must be known before the plan can be made
 * @param tasks the plan's tasks, with ${slot} where a slot's value goes
 */
public record Template(
        String name,
        int version,
        String title,
        String trustLevel,
        boolean perFile,
        FileNeed files,
        Map<Slot, SlotNeed> slots,
        List<String> examples,
        Map<String, Integer> keywords,
        ArrayNode tasks,
        List<String> documents) {

    /**
     * How many files of which kinds.
     *
     * @param prefers kinds that speak for this template; of the others among {@code kinds} it makes do
     */
    public record FileNeed(int min, int max, Set<FileKind> kinds, Set<FileKind> prefers, String missing) {
        boolean metBy(List<Goal.File> files) {
            return files.size() >= min && files.size() <= max && files.stream().allMatch(f -> kinds.contains(f.kind()));
        }

        boolean preferredIn(List<Goal.File> files) {
            return !files.isEmpty() && files.stream().allMatch(f -> prefers.contains(f.kind()));
        }
    }

    /** @param missing what to tell a user who did not say it */
    public record SlotNeed(boolean required, String missing) {}

    /** What a slot can be filled with. */
    public enum Slot {
        KEY,
        URL,
        SQL,
        QUESTION
    }
}
