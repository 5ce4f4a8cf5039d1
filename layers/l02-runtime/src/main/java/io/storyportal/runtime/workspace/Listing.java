package io.storyportal.runtime.workspace;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A page of what is below a folder, in the order of a walk that visits each folder's names sorted.
 *
 * @param more whether the walk goes on after the last entry
 */
public record Listing(List<WorkspaceEntry> entries, boolean more) {

    private static final int MOST_IN_A_FOLDER = 50_000;
    private static final int DEEPEST = 64;

    static Listing of(OpenFolder folder, String under, int limit, String after) throws IOException {
        var walk = new Walk(limit, after.isEmpty() ? List.of() : List.of(after.split("/")));
        walk.visit(folder, under.isEmpty() ? "" : under + "/", under.isEmpty() ? 0 : under.split("/").length);
        boolean more = walk.entries.size() > limit;
        return new Listing(more ? walk.entries.subList(0, limit) : walk.entries, more);
    }

    static WorkspaceEntry entry(String path, BasicFileAttributes attributes) {
        WorkspaceEntry.Kind kind = WorkspaceEntry.Kind.OTHER;
        if (attributes.isRegularFile()) {
            kind = WorkspaceEntry.Kind.FILE;
        } else if (attributes.isDirectory()) {
            kind = WorkspaceEntry.Kind.FOLDER;
        } else if (attributes.isSymbolicLink()) {
            kind = WorkspaceEntry.Kind.SYMLINK;
        }
        long size = kind == WorkspaceEntry.Kind.FILE ? attributes.size() : 0;
        return new WorkspaceEntry(
                path, kind, size, attributes.lastModifiedTime().toInstant());
    }

    private static final class Walk {
        private final int limit;
        private final List<String> after;
        private final List<WorkspaceEntry> entries = new ArrayList<>();

        private Walk(int limit, List<String> after) {
            this.limit = limit;
            this.after = after;
        }

        private void visit(OpenFolder folder, String prefix, int depth) throws IOException {
            List<String> names = folder.names(MOST_IN_A_FOLDER);
            Collections.sort(names);
            for (String name : names) {
                if (entries.size() > limit) {
                    return;
                }
                int order = compareToAfter(prefix + name);
                if (order < 0) {
                    continue;
                }
                visit(folder, prefix, name, depth, order > 0);
            }
        }

        private void visit(OpenFolder folder, String prefix, String name, int depth, boolean isNew) throws IOException {
            try {
                BasicFileAttributes attributes = folder.attributes(name);
                if (isNew) {
                    entries.add(entry(prefix + name, attributes));
                }
                if (attributes.isDirectory() && depth < DEEPEST) {
                    try (OpenFolder inner = folder.folder(name)) {
                        visit(inner, prefix + name + "/", depth + 1);
                    }
                }
            } catch (NoSuchFileException | WorkspaceException e) {
                // Gone or replaced since it was listed.
            }
        }

        /** Negative: before the cursor and not on its way. Zero: on the way to it, or it. Positive: after it. */
        private int compareToAfter(String path) {
            String[] names = path.split("/");
            for (int i = 0; i < names.length; i++) {
                if (i >= after.size()) {
                    return 1;
                }
                int order = names[i].compareTo(after.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }
    }
}
