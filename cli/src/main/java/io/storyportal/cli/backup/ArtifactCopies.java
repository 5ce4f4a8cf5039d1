package io.storyportal.cli.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * L01's files beside the backups: artifacts, and the archive of old payloads. A file never changes under its name, so each is
 * copied once for all backups; a backup lists the names that it saw.
 */
final class ArtifactCopies {

    private static final List<String> FOLDERS = List.of("artifacts", "archive");
    /** What is still being written, by its place or its name. */
    private static final Pattern UNFINISHED = Pattern.compile("artifacts/incoming/.*|(.*/)?\\.[^/]*");

    private final Path home;
    private final BackupFolder backups;

    ArtifactCopies(Path home, BackupFolder backups) {
        this.home = home;
        this.backups = backups;
    }

    /** After the database: then a row names a file that is not copied only if it was deleted in between. */
    Backup.Part make(String id) throws IOException {
        var seen = new TreeSet<String>();
        for (var folder : FOLDERS) {
            for (var file : files(home.resolve(folder))) {
                var name = folder + "/" + file;
                if (!UNFINISHED.matcher(name).matches()
                        && copied(home.resolve(name), backups.files().resolve(name))) {
                    seen.add(name);
                }
            }
        }
        var list = Files.write(backups.of(id).resolve(Backup.ARTIFACTS), seen);
        Tar.flush(list);
        return Tar.part(list);
    }

    /** Puts back what is not there; what is newer than the backup stays. The number of files. */
    long restore(String id) throws IOException {
        var restored = 0L;
        for (var name : Files.readAllLines(backups.of(id).resolve(Backup.ARTIFACTS))) {
            var target = home.resolve(name).normalize();
            if (FOLDERS.stream().noneMatch(folder -> target.startsWith(home.resolve(folder)))) {
                throw new IOException("Not an artifact's name: " + name);
            }
            if (Files.notExists(target) && copied(backups.files().resolve(name), target)) {
                restored++;
            }
        }
        return restored;
    }

    /** Copies that no backup lists any more go. */
    void prune(List<Backup> kept) throws IOException {
        Set<String> listed = new HashSet<>();
        for (var backup : kept) {
            listed.addAll(Files.readAllLines(backups.of(backup.id()).resolve(Backup.ARTIFACTS)));
        }
        for (var name : files(backups.files())) {
            if (!listed.contains(name)) {
                Files.delete(backups.files().resolve(name));
            }
        }
    }

    private static boolean copied(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            return true;
        }
        Files.createDirectories(to.getParent());
        var draft = to.resolveSibling(to.getFileName() + ".part");
        try {
            Files.copy(from, draft, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException gone) {
            return false;
        }
        Tar.flush(draft);
        Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private static List<String> files(Path root) throws IOException {
        if (Files.notExists(root)) {
            return List.of();
        }
        try (var all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
