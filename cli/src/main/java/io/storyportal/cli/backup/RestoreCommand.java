package io.storyportal.cli.backup;

import io.storyportal.cli.ExitCode;
import io.storyportal.cli.Portal;
import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.fleet.Home;
import io.storyportal.cli.launch.HomeLock;
import io.storyportal.cli.terminal.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code portal restore}: the home's data as it was at a time. The fleet is down meanwhile. */
@Command(
        name = "restore",
        description = {
            "Put the database, the artifacts and the keys back from a backup; the fleet must be down.",
            "Without --to everything that was kept of the log is replayed. Data that is there is moved aside with --force,"
                    + " never deleted. Afterwards start the fleet and run 'portal verify'."
        })
public final class RestoreCommand implements Callable<Integer> {

    @ParentCommand
    private Portal portal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "<backup>",
            description = "One of 'portal backup --list'; else the newest that fits.")
    private @Nullable String id;

    @Option(
            names = "--to",
            paramLabel = "<time>",
            description = "As of this time: 2026-03-01T12:30:00Z, or without the zone in that of this machine.")
    private @Nullable String to;

    @Option(names = "--force", description = "Also where there is data; it is kept beside what is restored.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        var home = portal.home();
        var backups = BackupFolder.of(home, portal.environment());
        var time = to == null ? null : time(to);
        var backup = choose(backups, time);
        var lock = HomeLock.take(home)
                .orElseThrow(() ->
                        new FleetException("The fleet of " + home.folder() + " is running", "Stop it: 'portal down'"));
        Consumer<String> notes = portal.json() ? text -> {} : portal.terminal()::error;
        try (var _ = lock;
                var _ = backups.lock()) {
            var replaced = home.folder().resolve("replaced-" + BackupFolder.id(Instant.now()));
            var outcome = backup.kind() == Backup.Kind.COPY
                    ? copy(backup, time, home, backups, replaced, notes)
                    : dump(backup, time, home, backups, replaced, notes);
            var artifacts = new ArtifactCopies(home.folder(), backups).restore(backup.id());
            return tell(backup, outcome, artifacts);
        } catch (SQLException e) {
            throw new FleetException("PostgreSQL refused: " + e.getMessage(), "Restore another backup", e);
        }
    }

    private Instant time(String text) {
        try {
            return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text.replace(' ', 'T'))
                            .atZone(ZoneId.systemDefault())
                            .toInstant();
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    spec.commandLine(), "--to '" + text + "' is no time: write 2026-03-01T12:30:00Z", e);
        }
    }

    private Backup choose(BackupFolder backups, @Nullable Instant time) {
        var all = backups.all();
        var fitting = id == null
                ? backups.before(time == null ? Instant.MAX : time)
                : all.stream().filter(backup -> backup.id().equals(id)).findFirst();
        var backup = fitting.orElseThrow(() -> new FleetException(
                all.isEmpty()
                        ? "There are no backups in " + backups.folder()
                        : "No backup there fits; the first one was finished at "
                                + all.getFirst().finished(),
                "See 'portal backup --list'; PORTAL_BACKUPS names another folder"));
        if (time != null && time.isBefore(backup.finished())) {
            throw new FleetException(
                    "Backup " + backup.id() + " was finished only at " + backup.finished(),
                    "Name an earlier one, or none");
        }
        return backup;
    }

    private Recovery.Outcome copy(
            Backup backup,
            @Nullable Instant time,
            Home home,
            BackupFolder backups,
            Path replaced,
            Consumer<String> notes)
            throws IOException, SQLException {
        if (!portal.environment().getOrDefault("DATABASE_URL", "").isBlank()) {
            throw new FleetException(
                    "Backup " + backup.id() + " is of an embedded PostgreSQL, and DATABASE_URL names another",
                    "Take DATABASE_URL out of the environment");
        }
        var restore = new CopyRestore(home, backups, notes);
        restore.requireRoom(force);
        return restore.run(backup, time, replaced);
    }

    private Recovery.Outcome dump(
            Backup backup,
            @Nullable Instant time,
            Home home,
            BackupFolder backups,
            Path replaced,
            Consumer<String> notes)
            throws IOException, SQLException {
        var url = portal.environment().getOrDefault("DATABASE_URL", "");
        if (url.isBlank()) {
            throw new FleetException(
                    "Backup " + backup.id() + " is a dump of another PostgreSQL",
                    "Name the server to restore to in DATABASE_URL");
        }
        var server = ServerDump.server(portal.environment(), url);
        new ServerDump(server, backups, notes).restore(backup, force);
        new Secrets(home).restore(backups.of(backup.id()).resolve(Backup.SECRETS), replaced);
        try (var connection = server.connect()) {
            return new Recovery.Outcome(
                    backup.begun(), time == null || time.equals(backup.begun()), Epoch.broken(connection));
        }
    }

    private int tell(Backup backup, Recovery.Outcome outcome, long artifacts) {
        var last = outcome.last() == null ? backup.finished() : outcome.last();
        if (portal.json()) {
            portal.terminal()
                    .line(Json.pretty(Json.object()
                            .put("backup", backup.id())
                            .put("last_commit", last.toString())
                            .put("reached", outcome.reached())
                            .put("artifacts", artifacts)
                            .put("broken_histories", outcome.broken())));
        } else {
            var terminal = portal.terminal();
            terminal.line("Restored from " + backup.id() + ". The last change in it is of " + last + ".");
            if (!outcome.reached()) {
                terminal.line("Nothing later was kept.");
            }
            terminal.line("%,d artifacts were put back.".formatted(artifacts));
            terminal.line(
                    outcome.broken() == 0
                            ? "Every history is there from its first event to its last. Next: portal up, portal verify"
                            : outcome.broken() + " histories are not whole: start the fleet and run 'portal verify'");
        }
        return outcome.broken() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
}
