package io.storyportal.cli.backup;

import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.fleet.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The folder with a home's backups: one folder each, the log between them, and the artifacts they share. */
record BackupFolder(Path folder) {

    private static final String MANIFEST = "backup.json";
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    static BackupFolder of(Home home, Map<String, String> environment) {
        return new BackupFolder(home.backups(environment));
    }

    static String id(Instant at) {
        return ID.format(at);
    }

    Path of(String id) {
        return folder.resolve(id);
    }

    Path files() {
        return folder.resolve("files");
    }

    /** The oldest first. */
    List<Backup> all() {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var folders = Files.list(folder)) {
            return folders.flatMap(BackupFolder::read)
                    .sorted(Comparator.comparing(Backup::finished))
                    .toList();
        } catch (IOException e) {
            throw new FleetException("Cannot read " + folder, "Check who owns it", e);
        }
    }

    private static Stream<Backup> read(Path folder) {
        var file = folder.resolve(MANIFEST);
        if (Files.notExists(file)) {
            return Stream.empty();
        }
        try {
            return Stream.of(JSON.readValue(Files.readString(file), Backup.class));
        } catch (IOException | JacksonException e) {
            throw new FleetException("Cannot read " + file, "Take that folder out if it is no backup", e);
        }
    }

    /** The newest that was finished by then. */
    Optional<Backup> before(Instant time) {
        return all().stream().filter(backup -> !backup.finished().isAfter(time)).reduce((one, later) -> later);
    }

    /** From now on it is a backup. */
    void finish(Backup backup) throws IOException {
        var folder = of(backup.id());
        var draft = Files.writeString(folder.resolve(MANIFEST + ".part"), JSON.writeValueAsString(backup));
        Files.move(draft, folder.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
    }

    Path begin(String id) throws IOException {
        return Files.createDirectories(of(id));
    }

    /** One backup or restore at a time; the lock ends with its holder however that ends. */
    FileChannel lock() throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new FleetException("Another backup or restore works on " + folder, "Wait until it is over");
        }
        return channel;
    }

    /** What attempts that were cut off left. */
    void sweep() throws IOException {
        try (var folders = Files.newDirectoryStream(folder, "[0-9]*T*Z")) {
            for (var attempt : folders) {
                if (Files.notExists(attempt.resolve(MANIFEST))) {
                    deleteTree(attempt);
                }
            }
        }
    }

    /** It is no backup any more before its first file goes. */
    void delete(Backup backup) throws IOException {
        Files.deleteIfExists(of(backup.id()).resolve(MANIFEST));
        deleteTree(of(backup.id()));
    }

    static void deleteTree(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        try (var all = Files.walk(root)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
