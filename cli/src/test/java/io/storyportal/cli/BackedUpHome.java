package io.storyportal.cli;

import io.storyportal.cli.fleet.Home;
import io.storyportal.cli.launch.HomeLock;
import io.storyportal.cli.terminal.Json;
import io.storyportal.cli.terminal.Terminal;
import io.storyportal.kit.servers.EmbeddedPostgres;
import io.storyportal.kit.servers.Ports;
import io.storyportal.kit.servers.PostgresFolder;
import io.storyportal.kit.servers.ServerOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A home whose PostgreSQL runs as under {@code portal up}, with a log of one tenant in L01's shape. */
final class BackedUpHome implements AutoCloseable {

    private static final String TABLES = """
            create schema l01;
            create table l01.feed_epoch (epoch int);
            insert into l01.feed_epoch values (1);
            create table l01.journal_heads (tenant_id int primary key, position bigint);
            insert into l01.journal_heads values (1, 0);
            create table l01.events (tenant_id int, position bigint, said text, primary key (tenant_id, position));
            """;

    private final Path root;
    private final Home home;
    private final int port;
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HomeLock lock;
    private EmbeddedPostgres server;

    BackedUpHome(Path root, String name, Map<String, String> more) throws IOException {
        this.root = root;
        this.home = new Home(root.resolve(name));
        this.port = Ports.free();
        environment.putAll(more);
        environment.put("PORTAL_HOME", home.folder().toString());
        environment.put("PORTAL_ROOT", root.toString());
        Files.writeString(root.resolve("layers.yaml"), """
                servers:
                  - {id: postgres, name: PostgreSQL, port: %d}
                layers: []
                """.formatted(port));
    }

    Home home() {
        return home;
    }

    Path backups() {
        return home.backups(environment);
    }

    void up() {
        lock = HomeLock.take(home).orElseThrow();
        var options = ServerOptions.keep().withOutput(line -> {}).archivingTo(backups());
        server = EmbeddedPostgres.start(home.postgres(), port, options);
    }

    void down() {
        if (server != null) {
            server.close();
            server = null;
        }
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    /** As a power cut would, without the log being handed over. */
    void crash() throws Exception {
        ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
        server.exited().get();
        down();
    }

    void createLog() throws SQLException {
        execute(TABLES);
    }

    void say(String what) throws SQLException {
        execute("with head as (update l01.journal_heads set position = position + 1 returning *)"
                + " insert into l01.events select tenant_id, position, '" + what + "' from head");
    }

    void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> said() throws SQLException {
        return column("select said from l01.events order by position");
    }

    List<String> column(String sql) throws SQLException {
        var values = new ArrayList<String>();
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** By the database's clock, later than everything that was committed and earlier than what follows. */
    Instant now() throws SQLException {
        return OffsetDateTime.parse(column(
                                "select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
                        .getFirst())
                .toInstant();
    }

    private Connection connect() throws SQLException {
        var password = PostgresFolder.in(home.postgres()).superuserPassword();
        return DriverManager.getConnection(PostgresFolder.jdbcUrl(port, "portal"), "postgres", password);
    }

    int run(String... arguments) {
        out.reset();
        err.reset();
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
        return new Portal(environment, terminal).commandLine().execute(arguments);
    }

    /** What the command prints as JSON. */
    JsonNode json(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        var code = run(all.toArray(String[]::new));
        if (code != ExitCode.OK) {
            throw new IllegalStateException(code + ": " + printed());
        }
        return Json.parse(out.toString(StandardCharsets.UTF_8));
    }

    String printed() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    Path file(String name, String content) throws IOException {
        var file = home.folder().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    Path root() {
        return root;
    }

    @Override
    public void close() {
        down();
    }
}
