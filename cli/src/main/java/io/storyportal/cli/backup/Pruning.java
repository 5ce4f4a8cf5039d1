package io.storyportal.cli.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Deletes the oldest backups and what only they needed. */
record Pruning(BackupFolder backups) {

    /** Timeline, then the position in the log, which alone says what is older. */
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{8}([0-9A-F]{16}).*");

    /** The number of backups deleted. */
    int keep(int newest) throws IOException {
        var all = backups.all();
        var old = all.subList(0, Math.max(0, all.size() - newest));
        for (var backup : old) {
            backups.delete(backup);
        }
        var kept = all.subList(old.size(), all.size());
        new ArtifactCopies(Path.of(""), backups).prune(kept);
        for (var cluster : all.stream()
                .map(Backup::cluster)
                .filter(Objects::nonNull)
                .distinct()
                .toList()) {
            pruneLog(backups.folder().resolve("wal-" + cluster), cluster, kept);
        }
        return old.size();
    }

    private static void pruneLog(Path log, String cluster, List<Backup> kept) throws IOException {
        var needed = kept.stream()
                .filter(backup -> cluster.equals(backup.cluster()))
                .map(backup -> place(Objects.requireNonNull(backup.firstSegment())))
                .min(String::compareTo);
        if (needed.isEmpty() || Files.notExists(log)) {
            return;
        }
        try (var files = Files.list(log)) {
            for (var file : files.toList()) {
                var place = place(file.getFileName().toString());
                if (!place.isEmpty() && place.compareTo(needed.get()) < 0) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Empty for what is no part of the log: the short files that tell where timelines part stay. */
    private static String place(String name) {
        var segment = SEGMENT.matcher(name);
        return segment.matches() ? segment.group(1) : "";
    }
}
