package io.storyportal.cli.backup;

import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.fleet.Home;
import io.storyportal.kit.servers.PostgresFolder;
import io.storyportal.kit.servers.WalArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Puts a copied cluster in the place of the home's, which is kept beside it, and recovers it to a time. */
final class CopyRestore {

    private static final String READY = ".ready";

    private final Home home;
    private final BackupFolder backups;
    private final PostgresFolder postgres;
    private final Consumer<String> notes;

    CopyRestore(Home home, BackupFolder backups, Consumer<String> notes) {
        this.home = home;
        this.backups = backups;
        this.postgres = PostgresFolder.in(home.postgres());
        this.notes = notes;
    }

    void requireRoom(boolean force) {
        if (postgres.occupied() && !force) {
            throw new FleetException(
                    "There is data in " + home.postgres(),
                    "Say --force: it is moved aside, not deleted. Or name an empty home in PORTAL_HOME");
        }
    }

    /** @param replaced the folder that what was here goes to */
    Recovery.Outcome run(Backup backup, @Nullable Instant to, Path replaced) throws IOException, SQLException {
        var base = backups.of(backup.id()).resolve(Backup.BASE);
        var secrets = backups.of(backup.id()).resolve(Backup.SECRETS);
        notes.accept("Checking backup " + backup.id());
        ServerDump.requireWhole(backup, base);
        ServerDump.requireWhole(backup, secrets);
        var old = moveAside(replaced);
        notes.accept("Unpacking it");
        unpack(base);
        new Secrets(home).restore(secrets, replaced);
        var log = new WalArchive(backups.folder(), String.valueOf(backup.cluster()));
        openTo(log);
        var rest = Files.exists(old) && PostgresFolder.clusterOf(old).equals(log.cluster())
                ? old.resolve("pg_wal")
                : replaced.resolve("nothing");
        keepTheRest(rest, log);
        notes.accept("Replaying the log");
        var outcome = new Recovery(postgres, backups, notes).run(to, rest);
        postgres.restored();
        return outcome;
    }

    /** Where the old data is from now on; after a restore that was cut off that is what the first one moved. */
    private Path moveAside(Path replaced) throws IOException {
        var old = postgres.interruptedWith().orElse(replaced.resolve("data"));
        postgres.beginRestore(old);
        if (Files.exists(old)) {
            BackupFolder.deleteTree(postgres.data());
        } else if (Files.exists(postgres.data())) {
            passable(Files.createDirectories(Objects.requireNonNull(old.getParent())));
            Files.move(postgres.data(), old);
            notes.accept("What was here is kept in " + old);
        }
        return old;
    }

    /** The server reads the old log, and may run as another user. */
    private static void passable(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    /** It may have come here from another machine. */
    private void openTo(WalArchive log) throws IOException {
        postgres.makeFolder(log.folder());
        try (var segments = Files.newDirectoryStream(log.folder())) {
            for (var segment : segments) {
                postgres.own(segment);
            }
        }
    }

    private void unpack(Path base) throws IOException {
        postgres.makeFolder(postgres.data());
        Tar.unpack(base, postgres.data(), (path, folder) -> {
            if (folder) {
                postgres.makeFolder(path);
            } else {
                postgres.own(path);
            }
        });
    }

    /** Whole segments that the old cluster had not handed over: recovered from once, and needed by later restores too. */
    private void keepTheRest(Path rest, WalArchive log) throws IOException {
        var states = rest.resolve("archive_status");
        if (Files.notExists(states)) {
            return;
        }
        try (var waiting = Files.newDirectoryStream(states, "*" + READY)) {
            for (var state : waiting) {
                var name = state.getFileName().toString().replace(READY, "");
                var kept = log.folder().resolve(name + ".gz");
                if (Files.notExists(kept)) {
                    try (var out = new GZIPOutputStream(Files.newOutputStream(kept))) {
                        Files.copy(rest.resolve(name), out);
                    }
                    postgres.own(kept);
                }
            }
        }
    }
}
