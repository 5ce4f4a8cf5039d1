package io.storyportal.cli.backup;

import io.storyportal.cli.fleet.FleetException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Dumps a PostgreSQL that is not ours with its own {@code pg_dump}: the moment the dump began. Row-level security is forced
 * upon the owner of the tables too, so it takes a superuser ({@code PORTAL_BACKUP_URL}); {@code pg_dump} would refuse rather
 * than leave rows out.
 */
final class ServerDump {

    private final Server server;
    private final BackupFolder backups;
    private final Consumer<String> notes;

    /** A server as its URL names it; the password never shows among a process's arguments. */
    record Server(String address, String database, String user, String password) {

        static Server of(String url) {
            var uri = URI.create(url);
            var info = String.valueOf(uri.getUserInfo()).split(":", 2);
            var port = uri.getPort() < 0 ? 5432 : uri.getPort();
            return new Server(
                    uri.getHost() + ":" + port,
                    uri.getPath().replaceFirst("^/", ""),
                    info[0],
                    info.length > 1 ? info[1] : "");
        }

        Connection connect() throws SQLException {
            return DriverManager.getConnection("jdbc:postgresql://" + address + "/" + database, user, password);
        }

        String withoutPassword() {
            return "postgres://" + user + "@" + address + "/" + database;
        }
    }

    ServerDump(Server server, BackupFolder backups, Consumer<String> notes) {
        this.server = server;
        this.backups = backups;
        this.notes = notes;
    }

    /** The URL that may read everything: {@code PORTAL_BACKUP_URL}, else {@code DATABASE_URL}. */
    static Server server(Map<String, String> environment, String databaseUrl) {
        return Server.of(environment.getOrDefault("PORTAL_BACKUP_URL", databaseUrl));
    }

    Backup make() throws SQLException, IOException {
        var begun = Instant.now();
        var id = BackupFolder.id(begun);
        List<String> roles;
        String version;
        try (var connection = server.connect()) {
            requireSuperuser(connection);
            roles = roles(connection);
            version = ServerCopy.one(connection, "show server_version");
        }
        var target = backups.begin(id).resolve(Backup.DUMP);
        notes.accept("pg_dump reads " + server.withoutPassword());
        run(
                server,
                "pg_dump",
                List.of(
                        "--format=custom",
                        "--exclude-table-data=l01.cache_entries",
                        // Made anew from the vectors, in the background.
                        "--exclude-table-data=l01.embedding_points",
                        "--file=" + target));
        Tar.flush(target);
        var parts = new HashMap<>(Map.of(Backup.DUMP, Tar.part(target)));
        return new Backup(id, Backup.Kind.DUMP, begun, begun, version, null, null, roles, parts);
    }

    static void requireSuperuser(Connection connection) throws SQLException {
        var may = "select rolsuper or rolbypassrls from pg_roles where rolname = current_user";
        if (!ServerCopy.one(connection, may).equals("t")) {
            throw new FleetException(
                    "The user of DATABASE_URL may not read every row of this server",
                    "Name a superuser of the same database in PORTAL_BACKUP_URL");
        }
    }

    /** Who owns or may use what the dump holds: a dump itself has no roles. */
    private static List<String> roles(Connection connection) throws SQLException {
        var named = """
                select distinct rolname from (
                    select r.rolname from pg_shdepend d join pg_roles r on r.oid = d.refobjid
                     where d.refclassid = 'pg_authid'::regclass
                       and d.dbid = (select oid from pg_database where datname = current_database())
                    union select r.rolname from pg_database d join pg_roles r on r.oid = d.datdba
                     where d.datname = current_database()) named
                 where rolname !~ '^pg_' order by 1
                """;
        var roles = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(named)) {
            while (rows.next()) {
                roles.add(rows.getString(1));
            }
        }
        return roles;
    }

    static void run(Server server, String program, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(program, "--dbname=" + server.withoutPassword(), "--no-password"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", server.password());
        Process process;
        try {
            process = builder.start();
        } catch (IOException absent) {
            throw new FleetException(
                    "There is no " + program + " on this machine",
                    "Install PostgreSQL's client programs, not older than the server",
                    absent);
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new FleetException(program + " failed: " + output.strip(), "Do what it says and try again");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new FleetException("Interrupted", "Try again", e);
        }
    }

    /** Loads the dump into a database that is empty, or that {@code over} says may be replaced; all of it or nothing. */
    void restore(Backup backup, boolean over) throws SQLException, IOException {
        try (var connection = server.connect()) {
            requireSuperuser(connection);
            var taken = ServerCopy.one(connection, "select count(*) from pg_namespace where nspname ~ '^l[0-9][0-9]$'");
            if (!over && !taken.equals("0")) {
                throw new FleetException(
                        "The database " + server.withoutPassword() + " is not empty",
                        "Name an empty one, owned by the role that the layers connect as, or say --force to replace it");
            }
            makeRoles(connection, backup.roles());
        }
        var dump = backups.of(backup.id()).resolve(Backup.DUMP);
        requireWhole(backup, dump);
        var arguments = new ArrayList<>(List.of("--exit-on-error", "--single-transaction"));
        if (over) {
            arguments.addAll(List.of("--clean", "--if-exists"));
        }
        arguments.add(dump.toString());
        notes.accept("pg_restore writes " + server.withoutPassword());
        run(server, "pg_restore", arguments);
        try (var connection = server.connect()) {
            Epoch.raise(connection);
        }
    }

    /** Those that are there stay as they are; those that are made cannot log in. The database's owner may act as each. */
    private static void makeRoles(Connection connection, List<String> roles) throws SQLException {
        var owner = ServerCopy.one(
                connection, "select pg_get_userbyid(datdba) from pg_database where datname = current_database()");
        for (var role : roles) {
            try (var exists = connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
                exists.setString(1, role);
                if (exists.executeQuery().next()) {
                    continue;
                }
            }
            try (var statement = connection.createStatement()) {
                var quoted = statement.enquoteIdentifier(role, true);
                statement.execute("create role " + quoted + " nologin");
                statement.execute("grant " + quoted + " to " + statement.enquoteIdentifier(owner, true));
            }
        }
    }

    static void requireWhole(Backup backup, Path file) throws IOException {
        var name = file.getFileName().toString();
        if (Files.notExists(file) || !Tar.part(file).equals(backup.parts().get(name))) {
            throw new FleetException(
                    "The backup " + backup.id() + " is damaged: " + name + " is not what was written",
                    "Restore another one ('portal backup --list')");
        }
    }
}
