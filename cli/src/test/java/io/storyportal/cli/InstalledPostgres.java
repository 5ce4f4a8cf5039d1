package io.storyportal.cli;

import io.storyportal.kit.servers.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server of the PostgreSQL that is installed on this machine, with its own pg_dump: a stranger's, to the platform. */
final class InstalledPostgres implements AutoCloseable {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path folder;
    private final int port = Ports.free();

    private InstalledPostgres(Path programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
    }

    /** The programs, where server and clients are installed. */
    static Optional<Path> programs() throws IOException {
        if (Files.notExists(VERSIONS)) {
            return Optional.empty();
        }
        try (var versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("postgres"))
                            && Files.isExecutable(bin.resolve("pg_dump"))
                            && Files.isExecutable(Path.of("/usr/bin/pg_dump")))
                    .max(Path::compareTo);
        }
    }

    static InstalledPostgres start(Path programs, Path folder) throws IOException, InterruptedException {
        var server = new InstalledPostgres(programs, folder);
        server.run("mkdir", folder.toString());
        server.run(
                server.program("initdb"), "-D", folder.resolve("data").toString(), "-U", "admin", "-A", "trust", "-N");
        server.run(
                server.program("pg_ctl"),
                "-D",
                folder.resolve("data").toString(),
                "-o",
                "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off".formatted(server.port),
                "-l",
                folder.resolve("log").toString(),
                "-w",
                "start");
        return server;
    }

    private String program(String name) {
        return programs.resolve(name).toString();
    }

    /** As an unprivileged user: PostgreSQL refuses root. */
    private void run(String... command) throws IOException, InterruptedException {
        var whole = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            whole.addAll(List.of("setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"));
        }
        whole.addAll(List.of(command));
        var output = Files.createTempFile("installed-postgres", ".log");
        var process = new ProcessBuilder(whole)
                .directory(Path.of("/tmp").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(whole + ": " + Files.readString(output, StandardCharsets.UTF_8));
        }
        Files.delete(output);
    }

    String url(String user, String database) {
        return "postgres://%s:none@127.0.0.1:%d/%s".formatted(user, port, database);
    }

    Connection connect(String user, String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), user, "none");
    }

    void execute(String user, String database, String... statements) throws SQLException {
        try (var connection = connect(user, database);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run(program("pg_ctl"), "-D", folder.resolve("data").toString(), "-m", "immediate", "-w", "stop");
        run("rm", "-r", folder.toString());
    }
}
