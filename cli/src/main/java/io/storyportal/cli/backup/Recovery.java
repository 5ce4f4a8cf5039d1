package io.storyportal.cli.backup;

import io.storyportal.cli.fleet.FleetException;
import io.storyportal.kit.servers.EmbeddedPostgres;
import io.storyportal.kit.servers.PostgresFolder;
import io.storyportal.kit.servers.ServerOptions;
import io.storyportal.kit.servers.ServerStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Replays the log upon a copied cluster up to a time, and makes it a database that takes writes again. */
final class Recovery {

    private static final String TOO_SHORT = "recovery ended before configured recovery target was reached";
    /** A setting may not name its zone by a letter. */
    private static final DateTimeFormatter POSTGRES_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);

    private static final String ALL_DONE = "select not pg_is_in_recovery()";

    private final PostgresFolder postgres;
    private final BackupFolder backups;
    private final Consumer<String> notes;
    private final List<String> log = new CopyOnWriteArrayList<>();

    /**
     * What it came to.
     *
     * @param last the last commit that was replayed; null when the log held none
     * @param reached whether the log went as far as was asked
     * @param broken how many tenants' histories are not whole; see {@link Epoch#broken}
     */
    record Outcome(@Nullable Instant last, boolean reached, long broken) {}

    Recovery(PostgresFolder postgres, BackupFolder backups, Consumer<String> notes) {
        this.postgres = postgres;
        this.backups = backups;
        this.notes = notes;
    }

    /**
     * @param to null for everything there is
     * @param rest where the replaced cluster had what it had not handed over yet
     */
    Outcome run(@Nullable Instant to, Path rest) throws IOException, SQLException {
        var signal = postgres.data().resolve("recovery.signal");
        if (Files.notExists(signal)) {
            Files.createFile(signal);
        }
        postgres.own(signal);
        var options = ServerOptions.keep()
                .withOutput(log::add)
                .archivingTo(backups.folder())
                .with("restore_command", postgres.archive(backups.folder()).restoreCommand(rest))
                .with("recovery_target_action", "promote");
        if (to != null) {
            var reached = attempt(options.with("recovery_target_time", POSTGRES_TIME.format(to)));
            if (reached != null) {
                return reached;
            }
            notes.accept("The log ends before that time: everything in it is restored");
        }
        var all = attempt(options);
        if (all == null) {
            throw failed(null);
        }
        return to == null ? all : new Outcome(all.last(), false, all.broken());
    }

    /** Null when the log ended before the target. */
    private @Nullable Outcome attempt(ServerOptions options) throws SQLException {
        try (var server = EmbeddedPostgres.recover(postgres.folder(), options);
                var connection = connect(server)) {
            var shown = Instant.EPOCH;
            while (!ServerCopy.one(connection, ALL_DONE).equals("t")) {
                shown = tell(connection, shown);
                execute(connection, "select pg_sleep(0.2)");
            }
            var last = replayed(connection);
            Epoch.raise(connection);
            var broken = Epoch.broken(connection);
            execute(connection, "checkpoint");
            return new Outcome(last, true, broken);
        } catch (ServerStartException | SQLException e) {
            if (log.stream().anyMatch(line -> line.contains(TOO_SHORT))) {
                log.clear();
                return null;
            }
            throw failed(e);
        }
    }

    private FleetException failed(@Nullable Exception cause) {
        var fatal = log.stream().filter(line -> line.contains("FATAL")).reduce((one, later) -> later);
        return new FleetException(
                "PostgreSQL could not recover: " + fatal.orElse("it ended"), "Restore another time or backup", cause);
    }

    private Connection connect(EmbeddedPostgres server) throws SQLException {
        var url = PostgresFolder.jdbcUrl(server.port(), "portal");
        return DriverManager.getConnection(url, "postgres", postgres.superuserPassword());
    }

    private Instant tell(Connection connection, Instant shown) throws SQLException {
        var at = replayed(connection);
        if (at == null || at.isBefore(shown.plusSeconds(60))) {
            return shown;
        }
        notes.accept("Replayed up to " + at);
        return at;
    }

    private static @Nullable Instant replayed(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_last_xact_replay_timestamp()")) {
            row.next();
            var at = row.getObject(1, OffsetDateTime.class);
            return at == null ? null : at.toInstant();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
