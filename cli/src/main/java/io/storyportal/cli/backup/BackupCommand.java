package io.storyportal.cli.backup;

import io.storyportal.cli.ExitCode;
import io.storyportal.cli.Portal;
import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.fleet.Home;
import io.storyportal.cli.fleet.RunningFleet;
import io.storyportal.cli.launch.HomeLock;
import io.storyportal.cli.terminal.Json;
import io.storyportal.cli.terminal.Table;
import io.storyportal.kit.servers.EmbeddedPostgres;
import io.storyportal.kit.servers.PostgresFolder;
import io.storyportal.kit.servers.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

/** {@code portal backup}: database, artifacts and keys of this home, while the fleet runs or not. */
@Command(
        name = "backup",
        description = {
            "Back up the database, the artifacts and the keys; the fleet goes on meanwhile.",
            "From the first backup on, the embedded PostgreSQL keeps its log beside it, so that 'portal restore --to' can"
                    + " go to any later moment. A server of DATABASE_URL is dumped: the moment of the backup.",
            "PORTAL_BACKUPS names the folder, which holds keys and passwords: keep it on another disk, and closed."
        })
public final class BackupCommand implements Callable<Integer> {

    @ParentCommand
    private Portal portal;

    @Option(names = "--list", description = "List the backups there are instead.")
    private boolean list;

    @Option(
            names = "--keep",
            paramLabel = "<n>",
            description = "Afterwards delete all but the newest n backups, and the log before them.")
    private int keep;

    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (keep < 0) {
            throw new ParameterException(spec.commandLine(), "--keep takes a number from 1 on");
        }
        var home = portal.home();
        var backups = BackupFolder.of(home, portal.environment());
        if (list) {
            return list(backups);
        }
        Files.createDirectories(home.folder());
        Consumer<String> notes = portal.json() ? text -> {} : portal.terminal()::error;
        if (Files.notExists(backups.folder())) {
            PostgresFolder.in(home.postgres()).makeFolder(backups.folder());
        }
        try (var _ = backups.lock()) {
            backups.sweep();
            var backup = whole(database(home, backups, notes), home, backups, notes);
            var pruned = keep > 0 ? new Pruning(backups).keep(keep) : 0;
            tell(backup, backups, pruned);
            return ExitCode.OK;
        } catch (SQLException e) {
            throw new FleetException("PostgreSQL refused: " + e.getMessage(), "See 'portal status'", e);
        }
    }

    private Backup database(Home home, BackupFolder backups, Consumer<String> notes) throws IOException, SQLException {
        var url = portal.environment().getOrDefault("DATABASE_URL", "");
        if (!url.isBlank()) {
            return new ServerDump(ServerDump.server(portal.environment(), url), backups, notes).make();
        }
        var postgres = PostgresFolder.in(home.postgres());
        if (!postgres.occupied()) {
            throw new FleetException(
                    "There is no data in " + home.postgres(),
                    "Name the home in PORTAL_HOME, or the server in DATABASE_URL");
        }
        var copy = new ServerCopy(postgres, backups, notes);
        var lock = HomeLock.take(home);
        if (lock.isEmpty()) {
            requireOurs(home);
            return copy.make(portal.fleet().serverPort("postgres"));
        }
        var options = ServerOptions.keep().withOutput(line -> {}).archivingTo(backups.folder());
        try (var _ = lock.get();
                var server = EmbeddedPostgres.start(home.postgres(), 0, options)) {
            return copy.make(server.port());
        }
    }

    private static void requireOurs(Home home) {
        var ours = RunningFleet.in(home)
                .map(fleet -> fleet.components().stream()
                        .anyMatch(component -> component.id().equals("postgres")))
                .orElse(true);
        if (!ours) {
            throw new FleetException("The fleet runs on another PostgreSQL", "Name it in DATABASE_URL here too");
        }
    }

    /** With what belongs to the database. */
    private static Backup whole(Backup database, Home home, BackupFolder backups, Consumer<String> notes)
            throws IOException {
        notes.accept("Copying keys and artifacts");
        var secrets = backups.of(database.id()).resolve(Backup.SECRETS);
        var embedded = database.kind() == Backup.Kind.COPY;
        database.parts().put(Backup.SECRETS, new Secrets(home).save(secrets, embedded));
        var artifacts = new ArtifactCopies(home.folder(), backups).make(database.id());
        database.parts().put(Backup.ARTIFACTS, artifacts);
        backups.finish(database);
        return database;
    }

    private void tell(Backup backup, BackupFolder backups, int pruned) {
        if (portal.json()) {
            portal.terminal()
                    .line(Json.pretty(json(backup)
                            .put("folder", backups.of(backup.id()).toString())
                            .put("pruned", pruned)));
            return;
        }
        portal.terminal()
                .line("Backup %s, %,d KiB, in %s"
                        .formatted(backup.id(), backup.bytes() >> 10, backups.of(backup.id())));
        portal.terminal()
                .line(
                        backup.kind() == Backup.Kind.COPY
                                ? "It can be restored as of " + backup.finished() + " or any later moment."
                                : "It can be restored as of " + backup.begun() + ", no other moment.");
    }

    private static ObjectNode json(Backup backup) {
        return Json.object()
                .put("id", backup.id())
                .put("kind", backup.kind().name().toLowerCase(java.util.Locale.ROOT))
                .put("begun", backup.begun().toString())
                .put("finished", backup.finished().toString())
                .put("bytes", backup.bytes());
    }

    private int list(BackupFolder backups) {
        var all = backups.all();
        if (portal.json()) {
            var items = Json.object();
            var array = items.putArray("items");
            all.forEach(backup -> array.add(json(backup)));
            portal.terminal().line(Json.pretty(items));
            return ExitCode.OK;
        }
        var table = new Table("BACKUP", "KIND", "RESTORES", "KIB");
        all.forEach(backup -> table.row(
                backup.id(),
                backup.kind().name().toLowerCase(java.util.Locale.ROOT),
                (backup.kind() == Backup.Kind.COPY ? "from " : "") + backup.finished(),
                "%,d".formatted(backup.bytes() >> 10)));
        table.lines().forEach(portal.terminal()::line);
        return ExitCode.OK;
    }
}
