package io.storyportal.planning.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Gives every input file a safe path of its own in the workspace, as near to its name as possible. */
public final class WorkspacePaths {
    private static final String FOLDER = "inputs/";
    private static final int LONGEST = 100;

    private WorkspacePaths() {}

    public static List<PlanFile> place(List<PlanFile> files) {
        Set<String> taken = new HashSet<>();
        List<PlanFile> placed = new ArrayList<>();
        for (PlanFile file : files) {
            String safe = safe(file.name());
            String path = FOLDER + safe;
            for (int n = 2; !taken.add(path.toLowerCase(Locale.ROOT)); n++) {
                path = FOLDER + n + "-" + safe;
            }
            placed.add(new PlanFile(file.name(), file.artifactId(), path, file.kind()));
        }
        return placed;
    }

    private static String safe(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String cleaned = last.replaceAll("[^\\p{L}\\p{N}._ -]", "_")
                .replaceAll("^\\.+", "_")
                .strip();
        if (cleaned.isEmpty()) {
            return "file";
        }
        return cleaned.length() <= LONGEST ? cleaned : cleaned.substring(cleaned.length() - LONGEST);
    }
}
