package io.storyportal.planning.template;

import io.storyportal.planning.definition.FileKind;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants done: words, files, and what they chose to say outright.
 *
 * @param files in the order they were given
 */
public record Goal(String description, List<File> files, Options options) {
    public Goal {
        files = List.copyOf(files);
    }

    /** A file of the goal, stored in L01. Names are unique within a goal. */
    public record File(String name, UUID artifactId, String contentType, long size) {
        public FileKind kind() {
            return FileKind.of(name, contentType);
        }
    }

    /**
     * Slots said outright; each wins over what the description says.
     *
     * @param template a template by name, instead of matching
     * @param key the key columns, separated by commas
     */
    public record Options(
            @Nullable String template,
            @Nullable String key,
            @Nullable String url,
            @Nullable String sql,
            @Nullable String question) {
        public static final Options NONE = new Options(null, null, null, null, null);
    }
}
