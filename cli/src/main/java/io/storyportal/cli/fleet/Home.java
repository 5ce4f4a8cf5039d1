package io.storyportal.cli.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** The folder of one fleet: data, keys, logs, caches ({@code .portal} unless {@code PORTAL_HOME} says otherwise). */
public record Home(Path folder) {

    public static Home of(Path root, Map<String, String> environment) {
        var name = environment.getOrDefault("PORTAL_HOME", ".portal");
        return new Home(root.resolve(name).toAbsolutePath().normalize());
    }

    public Path keys() {
        return folder.resolve("keys");
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    public Path log(String component) {
        return logs().resolve(component + ".log");
    }

    public Path cache() {
        return folder.resolve("cache");
    }

    public Path run() {
        return folder.resolve("run");
    }

    public Path postgres() {
        return folder.resolve("postgres");
    }

    public Path redis() {
        return folder.resolve("redis");
    }

    /** {@code PORTAL_BACKUPS}, better on another disk; {@code backups} in this folder unless it says otherwise. */
    public Path backups(Map<String, String> environment) {
        return folder.resolve(environment.getOrDefault("PORTAL_BACKUPS", "backups"));
    }

    /** Makes the folders. Others may pass through (the servers run as another user when root starts them), not look. */
    public void prepare() {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            for (var part : new Path[] {keys(), logs(), cache(), run()}) {
                Files.createDirectories(part);
                Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new FleetException(
                    "Cannot write to " + folder + ": " + e.getMessage(),
                    "Set PORTAL_HOME to a folder of yours, or run as the user who owns this one",
                    e);
        }
    }
}
