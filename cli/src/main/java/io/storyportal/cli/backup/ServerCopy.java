package io.storyportal.cli.backup;

import io.storyportal.cli.fleet.FleetException;
import io.storyportal.kit.servers.PostgresFolder;
import io.storyportal.kit.servers.WalArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Copies the files of a running embedded PostgreSQL between {@code pg_backup_start} and {@code pg_backup_stop}. The copy is
 * of no single moment: the log that was written meanwhile, which is kept beside it, makes it whole. The server goes on.
 */
final class ServerCopy {

    /** What is there is made anew by each start, or belongs to the running server alone. */
    private static final Set<String> EMPTY_FOLDERS = Set.of(
            "pg_dynshmem",
            "pg_notify",
            "pg_replslot",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans",
            "pg_wal");

    private static final Pattern LEFT_OUT = Pattern.compile(
            "postmaster\\.(pid|opts)|(recovery|standby)\\.signal|backup_label|tablespace_map|pg_internal\\.init.*|pgsql_tmp.*");
    /** Of what was committed, by a disk that breaks. Before the first backup a segment waits until it is full. */
    private static final String LOST_AT_MOST = "5min";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long TELL_EVERY = 64L << 20;

    private final PostgresFolder postgres;
    private final BackupFolder backups;
    private final Consumer<String> notes;

    ServerCopy(PostgresFolder postgres, BackupFolder backups, Consumer<String> notes) {
        this.postgres = postgres;
        this.backups = backups;
        this.notes = notes;
    }

    /** The backup with its database; the manifest is not written yet. */
    Backup make(int port) throws SQLException, IOException {
        var url = PostgresFolder.jdbcUrl(port, "postgres");
        try (var connection = DriverManager.getConnection(url, "postgres", postgres.superuserPassword())) {
            var archive = archive(connection);
            var begun = clock(connection);
            var id = BackupFolder.id(begun);
            var target = backups.begin(id).resolve(Backup.BASE);
            var first = one(connection, "select pg_walfile_name(pg_backup_start('" + id + "', true))");
            var parts = new HashMap<String, Backup.Part>();
            String last;
            try (var tar = new Tar(target)) {
                copy(tar, size(connection));
                last = stop(connection, tar);
                parts.put(Backup.BASE, tar.finish());
            }
            awaitSegment(connection, archive, last);
            var version = one(connection, "show server_version");
            return new Backup(
                    id,
                    Backup.Kind.COPY,
                    begun,
                    clock(connection),
                    version,
                    archive.cluster(),
                    first,
                    List.of(),
                    parts);
        }
    }

    /** The server writes its log there from the moment on that the folder exists. */
    private WalArchive archive(Connection connection) throws SQLException, IOException {
        var archive = postgres.archive(backups.folder());
        if (!one(connection, "show archive_command").contains(archive.folder().toString())) {
            throw new FleetException(
                    "PostgreSQL was not told to keep its log in " + backups.folder(),
                    "Stop the fleet and start it with the same PORTAL_BACKUPS as this command");
        }
        if (!one(connection, "select count(*) from pg_tablespace").equals("2")) {
            throw new FleetException(
                    "This server has tablespaces, which lie outside its folder",
                    "Back it up with PostgreSQL's own tools");
        }
        if (Files.notExists(backups.folder())) {
            postgres.makeFolder(backups.folder());
        }
        postgres.makeFolder(archive.folder());
        execute(connection, "alter system set archive_timeout = '" + LOST_AT_MOST + "'");
        execute(connection, "select pg_reload_conf()");
        return archive;
    }

    /** The file that says what the server is comes last. */
    private void copy(Tar tar, long expected) throws IOException {
        var data = postgres.data();
        var control = data.resolve("global").resolve("pg_control");
        var copied = 0L;
        var told = 0L;
        try (var all = Files.walk(data)) {
            for (var path : (Iterable<Path>) all.filter(path -> !path.equals(data))::iterator) {
                copied += path.equals(control) ? 0 : add(tar, data, path);
                if (copied - told > TELL_EVERY) {
                    told = copied;
                    notes.accept("%,d of about %,d MiB copied".formatted(copied >> 20, expected >> 20));
                }
            }
        }
        tar.file("global/pg_control", control);
    }

    private static long add(Tar tar, Path data, Path path) throws IOException {
        var name = data.relativize(path);
        if (name.getNameCount() > 1 && EMPTY_FOLDERS.contains(name.getName(0).toString())
                || LEFT_OUT.matcher(path.getFileName().toString()).matches()) {
            return 0;
        }
        if (Files.isDirectory(path)) {
            tar.folder(name.toString());
            return 0;
        }
        return tar.file(name.toString(), path);
    }

    /** Without the label PostgreSQL would take the copy for a server that crashed. */
    private static String stop(Connection connection, Tar tar) throws SQLException, IOException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select pg_walfile_name(lsn) as last, labelfile from pg_backup_stop(false)")) {
            row.next();
            tar.text("backup_label", row.getString("labelfile"));
            return row.getString("last");
        }
    }

    private static void awaitSegment(Connection connection, WalArchive archive, String segment) throws SQLException {
        var deadline = Instant.now().plus(PATIENCE);
        while (Files.notExists(archive.folder().resolve(segment + ".gz"))) {
            if (Instant.now().isAfter(deadline)) {
                throw new FleetException(
                        "PostgreSQL does not get its log into " + archive.folder(),
                        "See 'portal logs postgres': the disk may be full, or closed to the user the server runs as");
            }
            execute(connection, "select pg_sleep(" + POLL.toMillis() / 1000.0 + ")");
        }
    }

    private static long size(Connection connection) throws SQLException {
        return Long.parseLong(one(connection, "select sum(pg_database_size(oid)) from pg_database"));
    }

    private static Instant clock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String one(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
